// SPDX-License-Identifier: EUPL-1.2
// May this scenario be sat for this title, in this mode, on this day? Asked before anything starts.
#pragma once

#include "bench/referential/referential.h"
#include "bench/scenario/scenario.h"

namespace banc {

struct Sitting {
    const Scenario& scenario;
    const Referential& title;
    Mode mode;
    std::string_view day;  // ISO date of the exam
};

// Every reason against it at once; none: it may.
Errors objections(const Sitting& sitting);

}  // namespace banc
