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

// ISO dates compare as text. The last day counts.
std::string Referential::status(std::string_view today) const {
    return valid_from <= today && today <= valid_until ? "en vigueur" : "historique";
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

}  // namespace banc
