// SPDX-License-Identifier: EUPL-1.2
// The board of drivers/relay/ucreatefun.h, seen from its USB plug.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// 1 to 8 relays (9 is the word for all); null otherwise.
std::unique_ptr<BoardEmulator> make_ucreatefun(const BoardFacts& facts);

}  // namespace banc
