// SPDX-License-Identifier: EUPL-1.2
// www.dcttech.com "USBRelayN": V-USB firmware, one 8-byte HID feature report without a report id.
#pragma once

#include "drivers/relay/protocol.h"

namespace banc {

extern const RelayProtocol kDcttech;

}  // namespace banc
