// SPDX-License-Identifier: EUPL-1.2
// How often a question is asked while the candidate works, and how long its answer may take: what
// costs the PC nothing often, what costs it time, traffic or a disk's rest more seldom.
#pragma once

#include <string_view>

#include "bench/scenario/scenario.h"

namespace banc {

struct AskingPace {
    Nanos every;   // from one answer to the next question
    Nanos within;  // for the answer, from the question
};

// `verb` may have its argument; what the scenario says of it comes first.
AskingPace pace_of(std::string_view verb, const Pace& wished);

}  // namespace banc
