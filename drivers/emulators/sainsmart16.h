// SPDX-License-Identifier: EUPL-1.2
// The board of drivers/relay/sainsmart16.h, seen from its USB plug.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// 16 relays; null otherwise.
std::unique_ptr<BoardEmulator> make_sainsmart16(const BoardFacts& facts);

}  // namespace banc
