// SPDX-License-Identifier: EUPL-1.2
// LCUS / NOYITO "HID drive-free", 5131:2007: four bytes on the interrupt OUT endpoint. It says
// nothing of itself, not even a string.
#pragma once

#include "drivers/relay/protocol.h"

namespace banc {

extern const RelayProtocol kLcusHid;

}  // namespace banc
