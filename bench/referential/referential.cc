// SPDX-License-Identifier: EUPL-1.2
#include "bench/referential/referential.h"

namespace banc {

std::string_view word(CriterionClass c) {
    switch (c) {
        case CriterionClass::observed: return "observed";
        case CriterionClass::supported: return "supported";
        case CriterionClass::judged: return "judged";
    }
    return "judged";
}

std::string_view word(Nature nature) {
    return nature == Nature::job_sheet ? "fiche-metier" : "titre";
}

// ISO dates compare as text. The last day counts.
bool Referential::in_force(std::string_view day) const {
    return valid_from <= day && day <= valid_until;
}

std::string Referential::status(std::string_view day) const {
    const bool lasts = nature == Nature::job_sheet;  // which has no dates
    return lasts || in_force(day) ? "en vigueur" : "historique";
}

std::size_t Referential::competence_count() const {
    std::size_t count = 0;
    for (const auto& unit : units) count += unit.competences.size();
    return count;
}

const Competence* Referential::competence(std::string_view id) const {
    for (const auto& unit : units)
        for (const auto& competence : unit.competences)
            if (competence.id == id) return &competence;
    return nullptr;
}

const GridRow* Referential::row(std::string_view id) const {
    const auto* owner = competence(id.substr(0, id.find('.')));
    if (owner == nullptr) return nullptr;
    for (const auto& row : owner->criteria)
        if (row.id == id) return &row;
    return nullptr;
}

std::vector<std::string> Referential::row_ids() const {
    std::vector<std::string> ids;
    for (const auto& unit : units)
        for (const auto& competence : unit.competences) {
            if (competence.criteria.empty()) ids.push_back(competence.id);
            for (const auto& row : competence.criteria) ids.push_back(row.id);
        }
    return ids;
}

}  // namespace banc
