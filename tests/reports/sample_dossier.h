// SPDX-License-Identifier: EUPL-1.2
// Whole dossiers made by hand, for the tests of the reports: no loader, no scoring, no clock.
#pragma once

#include <string>

#include "reports/dossier.h"

namespace banc::sample {

enum class Situation {
    reference,    // dns-errone, repaired and verified
    bench_fault,  // cordon-reseau, the contact fell back in the middle
    untouched,    // dns-errone with extra time 4/3 and a long wait, time up
};

Dossier dossier(Situation situation);

// The same with one criterion's verdict set aside until the juror has entered his own.
Dossier official(Dossier dossier);

// What a hostile PC printed, as the text of the first `fact` record.
Dossier with_console_text(Dossier dossier, const std::string& text);

// The same with the rows of B1 only, so that a golden file can be read by a person.
Dossier only_b1(Dossier dossier);

// The 33 rows of IDI in their order, paraphrased.
Referential idi();

}  // namespace banc::sample
