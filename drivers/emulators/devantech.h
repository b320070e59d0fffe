// SPDX-License-Identifier: EUPL-1.2
// The board of drivers/relay/devantech.h, seen from its plug.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// 1 to 8 relays; null otherwise.
std::unique_ptr<BoardEmulator> make_devantech(const BoardFacts& facts);

}  // namespace banc
