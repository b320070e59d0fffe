// SPDX-License-Identifier: EUPL-1.2
// The `has` of a fact: conditions on one row of an answer, "key op value", joined by "and". op is
// == or != on text, <= or >= on integers; the value is the rest of the line, or what stands between
// double quotes; `key != ""` is any row that has the key.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bench/core/error.h"

namespace banc {

// True when the row has the key and the comparison holds. A row without the key proves nothing,
// not even a !=. False for a condition that is not well written (refused when a scenario is read).
bool row_matches(std::string_view condition, const std::map<std::string, std::string>& row);
// Enough keys are there to know: what a disk does not tell is neither true nor false.
bool row_tells(std::string_view text, const std::map<std::string, std::string>& row);

struct RowCondition {
    std::string_view key;  // into the text that was read
    std::string_view op;
    std::string_view value;  // without its quotes
    bool quoted = false;

    [[nodiscard]] bool ordered() const { return op == "<=" || op == ">="; }
    // Its value is put in later.
    [[nodiscard]] bool drawn() const { return value.find("${") != value.npos; }
};
// Whether that row has the key, and the comparison holds.
bool holds(const RowCondition& condition, const std::map<std::string, std::string>& row);
// Those it joins, in order; none when it is not well written.
std::vector<RowCondition> conditions_in(std::string_view text);

// Nothing, or what is wrong with it.
Result<void> check_row_condition(std::string_view condition);
// Whether one row may have all of it at once.
Result<void> check_one_row(std::string_view condition);

}  // namespace banc
