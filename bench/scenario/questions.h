// SPDX-License-Identifier: EUPL-1.2
// What may be asked of an agent: the verbs of drivers/agent/PROTOCOL.md, and how many words follow
// each of them. Private to this folder.
#pragma once

#include <string_view>

#include "bench/core/error.h"

namespace banc {

// "link eth0": nothing, or what is wrong with it.
Result<void> check_question(std::string_view question);

}  // namespace banc
