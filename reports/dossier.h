// SPDX-License-Identifier: EUPL-1.2
// All a report is made of: what an exam folder holds, decoded. Reports compute nothing else.
#pragma once

#include <string>
#include <vector>

#include "bench/journal/record.h"
#include "bench/referential/referential.h"
#include "bench/scenario/scenario.h"
#include "bench/scoring/score.h"

namespace banc {

struct Dossier {
    Scenario scenario;  // bound to the exam's parameters
    Referential referential;
    std::vector<Record> journal;
    Score score;
    std::string head;         // hex hash of the last record
    std::string integrity;    // "intact", "torn", "damaged": what `banc verify` says
    std::size_t anchors = 0;  // signed heads that match
};

Json report_json(const Dossier& dossier);         // reports/json.cc
std::string report_html(const Dossier& dossier);  // reports/html.cc: one page, in French

}  // namespace banc
