// SPDX-License-Identifier: EUPL-1.2
// Ucreatefun.com "HIDRelay", 0519:2018: one-byte output reports, nothing to read back. Every board
// carries the serial number A0001: only its port tells two of them apart.
#pragma once

#include "drivers/relay/protocol.h"

namespace banc {

extern const RelayProtocol kUcreatefun;

}  // namespace banc
