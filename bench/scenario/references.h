// SPDX-License-Identifier: EUPL-1.2
// ${name} in a text: found, checked, replaced. Private to this folder.
#pragma once

#include <functional>

#include "bench/core/error.h"

namespace banc {

struct Reference {
    std::size_t from = 0;  // of "${"
    std::size_t to = 0;    // past "}", or past "${" when it is never closed
    std::string name;      // empty when it is never closed
};
std::vector<Reference> references(std::string_view text);

// Every reference replaced by what `value` says of it.
std::string replace_references(std::string_view text,
                               const std::function<std::string(const Reference&)>& value);

}  // namespace banc
