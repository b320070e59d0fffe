// SPDX-License-Identifier: EUPL-1.2
// What `banc scenario show` prints.
#pragma once

#include "bench/scenario/scenario.h"

namespace banc {

// A trainer's page of a scenario, on standard output: everything, also what the candidate must not
// read. Its headings are in `lang`, its texts as they were written.
void print_page(const Scenario& scenario, Lang lang);

// "entraînement", "examen blanc".
Text named(Mode mode);

}  // namespace banc
