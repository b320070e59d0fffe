// SPDX-License-Identifier: EUPL-1.2
// The proposal of the bench: a pure function of (scenario, référentiel, journal). The jury decides.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "bench/core/json.h"
#include "bench/journal/record.h"
#include "bench/referential/referential.h"
#include "bench/scenario/scenario.h"
#include "bench/scoring/evidence.h"

namespace banc {

enum class Verdict { met, not_met, not_observed, bench_fault, to_judge, withheld };
std::string_view word(Verdict v);    // "met", for machines
std::string_view french(Verdict v);  // "constaté" (design.md §1)

struct CriterionScore {
    std::string id;
    CriterionKind kind = CriterionKind::observed;
    std::map<std::string, std::string> scores;
    Verdict verdict = Verdict::to_judge;
    Finding finding = Finding::unknown;
    bool critical = false;
    // The first of its routes that was seen taken outside bench faults; empty: none, it has none,
    // or the verdict is bench_fault.
    std::string route;
    std::vector<std::uint64_t> evidence;  // journal numbers, ascending
};
struct RowScore {
    std::string row;
    std::string competence;
    std::string text;
    std::vector<std::string> criteria;  // ids of this scenario's criteria on this row
};
struct Score {
    std::string exam_id;
    std::string scenario;
    std::string title;
    std::string mode;
    std::vector<CriterionScore> criteria;
    std::vector<RowScore> rows;  // the title's whole grid in its order, empty rows included
};

Score score(const Scenario& scenario, const Referential& referential,
            std::span<const Record> journal);
Json to_json(const Score& score);  // the shape of design.md §5.6

}  // namespace banc
