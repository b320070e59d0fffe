// SPDX-License-Identifier: EUPL-1.2
// The eight pins of an FT245R in bit-bang mode: Denkovi and SainSmart boards of 4 and 8 relays.
#pragma once

#include "drivers/relay/protocol.h"

namespace banc {

extern const RelayProtocol kFt245;

}  // namespace banc
