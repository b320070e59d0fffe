// SPDX-License-Identifier: EUPL-1.2
// Gembird and EnerGenie SiS-PM, 04b4:fd10 to fd15: mains outlets. Feature reports with numbers.
#pragma once

#include "drivers/relay/protocol.h"

namespace banc {

extern const RelayProtocol kSispm;

}  // namespace banc
