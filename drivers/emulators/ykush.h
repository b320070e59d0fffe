// SPDX-License-Identifier: EUPL-1.2
// The board of drivers/relay/ykush.h, seen from its USB plug.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// 1 port (YKUSHXS) or 3 (YKUSH, YKUSH3), powered; null otherwise. A contact is energised while its
// port is down.
std::unique_ptr<BoardEmulator> make_ykush(const BoardFacts& facts);

}  // namespace banc
