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

// A reset of class R2 renews the image or the disk, R3 rebuilds the PC, by hand and after the play:
// only what a repair has changed may wait for that hand. Whoever repairs nothing leaves it nothing
// to do, and after R0 and R1 nobody does.
bool may_await_hand(Script who, const Scenario& scenario);
// Once the reset is proven the PC's disks must be as they were before the exam, whoever sat there;
// but what a bad repair has spoilt goes with the disk that the hand renews.
bool must_leave_no_trace(Script who, const Scenario& scenario);

}  // namespace banc
