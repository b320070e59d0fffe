// SPDX-License-Identifier: EUPL-1.2
// The board of drivers/relay/icstation.h, seen from its plug.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// 2, 4 or 8 relays, just powered; null otherwise. It stays started until it is destroyed: another
// RelayBoard on the same object is a re-connection without a power cut.
std::unique_ptr<BoardEmulator> make_icstation(const BoardFacts& facts);

}  // namespace banc
