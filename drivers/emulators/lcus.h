// SPDX-License-Identifier: EUPL-1.2
// The board of drivers/relay/lcus.h, seen from its plug.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// 1 to 8 relays, null otherwise. The silent one has no status command.
std::unique_ptr<BoardEmulator> make_lcus(const BoardFacts& facts);
std::unique_ptr<BoardEmulator> make_lcus_silent(const BoardFacts& facts);

}  // namespace banc
