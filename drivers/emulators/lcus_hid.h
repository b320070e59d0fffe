// SPDX-License-Identifier: EUPL-1.2
// The board of drivers/relay/lcus_hid.h, seen from its USB plug.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// 1 to 8 relays, as they are sold; null otherwise.
std::unique_ptr<BoardEmulator> make_lcus_hid(const BoardFacts& facts);

}  // namespace banc
