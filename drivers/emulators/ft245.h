// SPDX-License-Identifier: EUPL-1.2
// The board of drivers/relay/ft245.h, seen from its USB plug.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// As many relays as there are pins for them; null otherwise.
std::unique_ptr<BoardEmulator> make_ft245(const BoardFacts& facts);

}  // namespace banc
