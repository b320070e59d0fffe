// SPDX-License-Identifier: EUPL-1.2
// May this scenario be sat for this title, in this mode, on this day? Asked before anything starts.
// And does it need a bench at all?
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

// No fact is watched: only people see what is done, and no bench can play it.
bool by_people_alone(const Scenario& scenario);

}  // namespace banc
