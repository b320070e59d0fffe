// SPDX-License-Identifier: EUPL-1.2
// The board of drivers/relay/denkovi16.h, seen from its plug.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// 16 relays; null otherwise.
std::unique_ptr<BoardEmulator> make_denkovi16(const BoardFacts& facts);

}  // namespace banc
