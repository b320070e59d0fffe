// SPDX-License-Identifier: EUPL-1.2
// What a scripted candidate must get (design.md §2.1): who does nothing, or only prints what a
// repair would have printed, gets nothing; a good repair everything; a bad one not everything.
#pragma once

#include <optional>

#include "bench/scoring/score.h"

namespace banc {

enum class Script { untouched, forger, reference, wrong };
std::optional<Script> script_from(std::string_view who);  // "wrong2" is a wrong one

// "untouched", "forger", "reference", "wrong", "wrong2"…: every candidate the scenario scripts.
std::vector<std::string> scripted(const Scenario& scenario);

// What of it this score breaks, one sentence each.
std::vector<Text> broken(Script who, const Score& score);

}  // namespace banc
