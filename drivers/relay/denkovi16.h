// SPDX-License-Identifier: EUPL-1.2
// Denkovi 16-relay board on an FT232R serial port: short words ending in "//", echoed.
#pragma once

#include "drivers/relay/protocol.h"

namespace banc {

extern const RelayProtocol kDenkovi16;

}  // namespace banc
