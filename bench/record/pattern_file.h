// SPDX-License-Identifier: EUPL-1.2
// The patterns a recorder looks for: one a line, `name: expression`, RE2 syntax. A line that begins
// with # says something to people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bench/core/error.h"

namespace banc {

inline constexpr std::size_t kPatternsMax = 1000;
inline constexpr std::size_t kPatternFileMax = 1024 * 1024;

struct NamedPattern {
    std::string name;
    std::string expression;
};

// All mistakes at once, with their places. A line without `name: ` is an expression that is its own
// name.
Checked<std::vector<NamedPattern>> parse_patterns(const std::string& file, std::string_view text);

}  // namespace banc
