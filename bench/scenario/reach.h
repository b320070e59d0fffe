// SPDX-License-Identifier: EUPL-1.2
// What of a title the scenarios of a library reach: which rows, how surely, and which not at all.
#pragma once

#include <span>

#include "bench/referential/referential.h"
#include "bench/scenario/scenario.h"

namespace banc {

struct RowReach {
    std::string id;  // a criterion, a competence without published criteria, or a know-how
    std::string competence;
    std::string text;
    std::optional<CriterionClass> criterion_class;  // none where criteria are unpublished
    // Ids of scenarios, each once, by what they say of the row. A know-how's tag is a judged one.
    std::vector<std::string> observed;
    std::vector<std::string> supported;
    std::vector<std::string> judged;

    [[nodiscard]] std::vector<std::string> scenarios() const;
    [[nodiscard]] bool bare() const { return scenarios().empty(); }
    // The bench could establish it alone and no scenario lets it, or one scenario stands here.
    [[nodiscard]] bool thin() const;
};

// In the order of the grid.
std::vector<RowReach> reach(const Referential& title, std::span<const Scenario> library);

}  // namespace banc
