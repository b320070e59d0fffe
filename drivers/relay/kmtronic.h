// SPDX-License-Identifier: EUPL-1.2
// KMTronic USB relay boards: three bytes to a serial port, no acknowledgement.
#pragma once

#include "drivers/relay/protocol.h"

namespace banc {

extern const RelayProtocol kKmtronic;

}  // namespace banc
