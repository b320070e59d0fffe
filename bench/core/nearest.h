// SPDX-License-Identifier: EUPL-1.2
// "Did you mean": the known word a mistyped one was most likely meant to be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace banc {

// The closest of `known` within two edits (a letter added, left out, changed, or two neighbours
// swapped: Damerau-Levenshtein), the first one when several are as close; empty when none is.
// A word shorter than three bytes allows one edit, else every short word resembles every other.
std::string nearest(std::string_view typed, const std::vector<std::string>& known);

}  // namespace banc
