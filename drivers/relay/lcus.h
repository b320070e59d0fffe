// SPDX-License-Identifier: EUPL-1.2
// LCUS-1/2/4/8 and NOYITO relay boards on a CH340 serial adapter: A0 frames with a checksum.
#pragma once

#include "drivers/relay/protocol.h"

namespace banc {

// Answers FF with its register. `reply` in boards.yaml: 1 lines of text, 2 one byte per relay.
extern const RelayProtocol kLcus;
// The same frames for boards without the status command (LCUS-1): they can't be asked.
extern const RelayProtocol kLcusSilent;

}  // namespace banc
