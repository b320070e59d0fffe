// SPDX-License-Identifier: EUPL-1.2
// One record of the journal, said in French for a reader who has never seen a journal.
#pragma once

#include <string>

#include "bench/journal/record.h"
#include "bench/scenario/scenario.h"

namespace banc::report {

// "La sonde pc.agent a répondu : Les noms se résolvent : oui". A kind this program does not know is
// named as it stands in the journal.
std::string sentence_of(const Record& record, const Scenario& scenario);

// What the record quotes, verbatim: the console line, the probe's answer. Bounded; may be empty.
std::string data_of(const Record& record);

// The label of a fact, or its id.
std::string label_of(const Scenario& scenario, const std::string& fact);

// "Les noms se résolvent : oui" for each state of a probe.
std::string states_of(const Json& probe, const Scenario& scenario);

// "panne" for "fault", as in "ligne en position de panne".
std::string position_of(const std::string& word);

// The act an intent announces: "ligne pc.nic0.pair en position de panne".
std::string act_of(const Json& intent);

}  // namespace banc::report
