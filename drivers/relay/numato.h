// SPDX-License-Identifier: EUPL-1.2
// Numato USB relay modules: lines of text on a CDC ACM port, echoed, each answered with a prompt.
#pragma once

#include "drivers/relay/protocol.h"

namespace banc {

extern const RelayProtocol kNumato;

}  // namespace banc
