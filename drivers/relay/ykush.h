// SPDX-License-Identifier: EUPL-1.2
// Yepkit YKUSH, YKUSH3 and YKUSHXS: hubs whose ports lose their power. 64-byte HID reports.
#pragma once

#include "drivers/relay/protocol.h"

namespace banc {

extern const RelayProtocol kYkush;

}  // namespace banc
