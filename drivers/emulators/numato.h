// SPDX-License-Identifier: EUPL-1.2
// The board of drivers/relay/numato.h, seen from its plug.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// 1 to 16 relays; null otherwise.
std::unique_ptr<BoardEmulator> make_numato(const BoardFacts& facts);

}  // namespace banc
