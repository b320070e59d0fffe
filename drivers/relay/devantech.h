// SPDX-License-Identifier: EUPL-1.2
// Devantech USB-RLY modules: single command bytes on a CDC ACM port.
#pragma once

#include "drivers/relay/protocol.h"

namespace banc {

// `module` in boards.yaml: the number the module gives to 5A.
extern const RelayProtocol kDevantech;

}  // namespace banc
