// SPDX-License-Identifier: EUPL-1.2
// Conrad 197720 and 197730 eight-relay cards on RS-232, alone or in a chain.
#pragma once

#include "drivers/relay/protocol.h"

namespace banc {

// In boards.yaml: `address` of the card (counted from 1, from the PC), `cards` in its chain.
extern const RelayProtocol kConrad;

}  // namespace banc
