// SPDX-License-Identifier: EUPL-1.2
// The board of drivers/relay/modbus.h, seen from its plug.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// 1 to 16 relays, null otherwise. The dialect is in `facts`; the flash one is a Waveshare.
std::unique_ptr<BoardEmulator> make_modbus(const BoardFacts& facts);
std::unique_ptr<BoardEmulator> make_modbus_flash(const BoardFacts& facts);

}  // namespace banc
