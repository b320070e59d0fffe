// SPDX-License-Identifier: EUPL-1.2
// A title's grid: units (CCP) -> competences -> criteria (design.md §5.1). A job sheet (fiche
// métier) has the same shape, with know-hows for competences, and certifies nobody.
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
    std::vector<std::string> modalities;     // msp, entretien-technique, ...
    std::vector<std::string> ambiguities{};  // "A-05": what is unclear about this very row
};
struct Competence {
    std::string id;     // "B1"
    std::string title;  // official wording
    std::vector<GridRow> criteria;
    std::string riasec{};                  // job sheet: "Rs", the first interest is the main one
    std::vector<std::string> knowledge{};  // job sheet: savoirs beside this know-how
    std::vector<std::string> ambiguities{};
};
struct Unit {
    std::string id;  // "A"
    std::string title;
    std::vector<Competence> competences;
};

enum class Nature { title, job_sheet };
std::string_view word(Nature nature);  // as the file says it

struct Referential {
    std::string code;  // "IDI"
    Nature nature = Nature::title;
    std::string title;
    std::string millesime;
    std::string valid_from;  // ISO dates; none for a job sheet
    std::string valid_until;
    std::string replaced_by;  // code of the title that came after; may be empty
    std::vector<Unit> units;
    Json everything;     // the whole file as data, for `referential show`
    std::string source;  // the file as read: its hash is in record 1

    [[nodiscard]] bool in_force(std::string_view day) const;  // ISO date
    // "en vigueur" or "historique" on that day.
    [[nodiscard]] std::string status(std::string_view day) const;
    [[nodiscard]] std::size_t competence_count() const;
    [[nodiscard]] const Competence* competence(std::string_view id) const;
    [[nodiscard]] const GridRow* row(std::string_view id) const;
    // What a scenario may name: criteria, and competences whose criteria are unpublished.
    [[nodiscard]] std::vector<std::string> row_ids() const;
};

}  // namespace banc
