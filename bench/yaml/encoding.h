// SPDX-License-Identifier: EUPL-1.2
// Whether a text is UTF-8 without hidden characters. Private to this folder.
#pragma once

#include <optional>
#include <string_view>

#include "bench/yaml/node.h"

namespace banc {

// The first byte that is no UTF-8, or hidden character; `text` without its byte order mark.
std::optional<Error> encoding_error(std::string_view text, const std::string& file, Rules rules);

}  // namespace banc
