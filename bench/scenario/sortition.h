// SPDX-License-Identifier: EUPL-1.2
// Drawing exams by lot (tirage au sort): one competence after the other, reproducible from a seed.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "bench/referential/referential.h"
#include "bench/scenario/scenario.h"

namespace banc {

struct Lot {
    Mode mode = Mode::training;
    int level = 0;          // 0: any
    std::size_t count = 1;  // how many scenarios
    std::uint64_t seed = 0;
};

struct Drawn {
    std::string competence;  // the stratum it was drawn for
    const Scenario* scenario = nullptr;
};

// Goes round the title's competences in an order drawn from the seed, and draws for each one of the
// scenarios that score it. None is drawn twice, and no two of them hold the same line or give the
// same wire to two candidates. Fewer than `count` when the library is too thin.
std::vector<Drawn> draw_lots(const Referential& title, std::span<const Scenario> library,
                             const Lot& lot);

}  // namespace banc
