// SPDX-License-Identifier: EUPL-1.2
// The board of drivers/relay/dcttech.h, seen from its USB plug.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// 1 to 8 relays (the register is one byte); null otherwise.
std::unique_ptr<BoardEmulator> make_dcttech(const BoardFacts& facts);

}  // namespace banc
