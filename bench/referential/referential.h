// SPDX-License-Identifier: EUPL-1.2
// A title's grid: units (CCP) -> competences -> criteria (design.md §5.1).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bench/core/json.h"

namespace banc {

// Who can establish a criterion (exam.md §2.4): the bench alone, the bench for a human, a human.
enum class CriterionClass { observed, supported, judged };
std::string_view word(CriterionClass c);

struct GridRow {
    std::string id;    // "B1.3"
    std::string text;  // paraphrase, French
    CriterionClass criterion_class = CriterionClass::judged;
    std::vector<std::string> modalities;  // msp, entretien-technique, ...
};
struct Competence {
    std::string id;     // "B1"
    std::string title;  // official wording
    std::vector<GridRow> criteria;
};
struct Unit {
    std::string id;  // "A"
    std::string title;
    std::vector<Competence> competences;
};

struct Referential {
    std::string code;  // "IDI"
    std::string title;
    std::string millesime;
    std::string valid_from;  // ISO dates
    std::string valid_until;
    std::vector<Unit> units;
    Json everything;     // the whole file as data, for `referential show --json`
    std::string source;  // the file as read: its hash is in record 1

    // "en vigueur" or "historique" on that day (ISO date).
    [[nodiscard]] std::string status(std::string_view today) const;
    [[nodiscard]] std::size_t competence_count() const;
    [[nodiscard]] const Competence* competence(std::string_view id) const;
    [[nodiscard]] const GridRow* row(std::string_view id) const;
};

}  // namespace banc
