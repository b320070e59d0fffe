// SPDX-License-Identifier: EUPL-1.2
// The board of drivers/relay/kmtronic.h, seen from its plug.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// 1, 2, 4 or 8 relays; null otherwise.
std::unique_ptr<BoardEmulator> make_kmtronic(const BoardFacts& facts);

}  // namespace banc
