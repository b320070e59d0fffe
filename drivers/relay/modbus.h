// SPDX-License-Identifier: EUPL-1.2
// Relay boards on Modbus RTU, over any RS-485 adapter. How they differ is data in boards.yaml.
#pragma once

#include "drivers/relay/protocol.h"

namespace banc {

// Keys: `address` of the slave, `coil` of relay 1, `write` function 5 or 6 with its `on` and `off`
// values, `read` function 1-4 over `count` coils or registers (0: as many as relays), which hold
// `shown` when energised (registers only).
extern const RelayProtocol kModbus;
// The same, plus what Waveshare added: one coil for all relays, pulses counted by the board.
extern const RelayProtocol kModbusFlash;

}  // namespace banc
