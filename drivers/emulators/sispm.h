// SPDX-License-Identifier: EUPL-1.2
// The board of drivers/relay/sispm.h, seen from its USB plug.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// 1 or 4 outlets, behind live mains; null otherwise.
std::unique_ptr<BoardEmulator> make_sispm(const BoardFacts& facts);

}  // namespace banc
