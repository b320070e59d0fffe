// SPDX-License-Identifier: EUPL-1.2
// SainSmart 16-channel HID, 0416:5020: signed and summed messages of 16 bytes, both ways.
#pragma once

#include "drivers/relay/protocol.h"

namespace banc {

extern const RelayProtocol kSainsmart16;

}  // namespace banc
