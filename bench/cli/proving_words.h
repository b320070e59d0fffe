// SPDX-License-Identifier: EUPL-1.2
// What `banc scenario prove` tells of its plays. With --json standard output is for the machine,
// and these lines go to the other.
#pragma once

#include "bench/cli/command.h"
#include "bench/cli/proving.h"

namespace banc {

Json as_json(const Play& play);
// Progress, what was drawn for the play, and one line for each invariant that it broke.
void tell(const Call& call, const Play& play, std::size_t done, std::size_t of);
// Of each scenario played with several draws, the values it was played with, and of how many.
void tell_tried(const Call& call, const std::vector<Play>& plays);
// Those that are said to be proven by people, and whose every play is good.
std::vector<std::string> newly_proven(const std::vector<Play>& plays);

}  // namespace banc
