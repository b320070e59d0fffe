// SPDX-License-Identifier: EUPL-1.2
// The board of drivers/relay/conrad.h, seen from its plug.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// The whole chain of `cards`; the relays are those of the card at `address`. 8 relays, null
// otherwise.
std::unique_ptr<BoardEmulator> make_conrad(const BoardFacts& facts);

}  // namespace banc
