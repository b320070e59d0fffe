// SPDX-License-Identifier: EUPL-1.2
// ICStation ICSE012A/013A/014A: identified once, then every byte is a pattern of its relays.
#pragma once

#include "drivers/relay/protocol.h"

namespace banc {

// Plugged in again or not: a board that kept its power since it was started can't be identified
// again, and what asks it moves its relays. RelayBoard then tells it to let go and refuses it.
extern const RelayProtocol kIcstation;

}  // namespace banc
