// SPDX-License-Identifier: EUPL-1.2
// JSON as the journal and the reports write it: sorted keys, no blanks, integers only.
#pragma once

#include <nlohmann/json.hpp>

#include "bench/core/error.h"

namespace banc {

using Json = nlohmann::json;  // std::map inside: keys come out in byte order

// One spelling per value, so that equal values have equal hashes. Refuses floating-point numbers
// and text that is not UTF-8.
Result<std::string> canonical(const Json& value);

// Bounded parse of text that came from outside: at most 64 levels.
Result<Json> parse_json(std::string_view text);

}  // namespace banc
