// SPDX-License-Identifier: EUPL-1.2
// Several candidates' draws of one scenario, chosen so that few plays try many of the values a file
// lists: one that was never drawn was never proven.
#pragma once

#include "bench/scenario/scenario.h"

namespace banc {

struct Draw {
    std::uint64_t seed = 0;
    Parameters values;
};

// At most `most` draws, no two alike: that of `seed` first, then of the seeds after it, whichever
// brings most values that none before it has. Fewer when the scenario has no more to draw.
std::vector<Draw> different_draws(const Scenario& scenario, std::uint64_t seed, std::size_t most);

}  // namespace banc
