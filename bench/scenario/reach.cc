// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/reach.h"

#include <algorithm>
#include <set>

namespace banc {
namespace {

void add(std::vector<std::string>& ids, const std::string& id) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

std::vector<std::string>& place_of(RowReach& row, CriterionKind kind) {
    switch (kind) {
        case CriterionKind::observed: return row.observed;
        case CriterionKind::supported: return row.supported;
        case CriterionKind::judged: return row.judged;
    }
    return row.judged;
}

std::vector<RowReach> rows_of(const Referential& title) {
    std::vector<RowReach> rows;
    for (const auto& unit : title.units)
        for (const auto& competence : unit.competences) {
            for (const auto& row : competence.criteria)
                rows.push_back({row.id, competence.id, row.text, row.criterion_class, {}, {}, {}});
            if (competence.criteria.empty())
                rows.push_back({competence.id, competence.id, competence.title, {}, {}, {}, {}});
        }
    return rows;
}

void count(RowReach& row, const Scenario& scenario, const std::string& code) {
    for (const auto& criterion : scenario.criteria) {
        const auto named = criterion.scores.find(code);
        if (named != criterion.scores.end() && named->second == row.id)
            add(place_of(row, criterion.kind), scenario.id);
    }
}

void count_tag(RowReach& row, const Scenario& scenario) {
    const auto& tags = scenario.rome;
    if (std::find(tags.begin(), tags.end(), row.id) != tags.end()) add(row.judged, scenario.id);
}

}  // namespace

std::vector<std::string> RowReach::scenarios() const {
    std::set<std::string> ids;
    for (const auto* some : {&observed, &supported, &judged})
        ids.insert(some->begin(), some->end());
    return {ids.begin(), ids.end()};
}

bool RowReach::thin() const {
    if (bare()) return false;
    const bool could = criterion_class == CriterionClass::observed;
    return (could && observed.empty()) || scenarios().size() == 1;
}

std::vector<RowReach> reach(const Referential& title, std::span<const Scenario> library) {
    auto rows = rows_of(title);
    for (auto& row : rows)
        for (const auto& scenario : library)
            if (title.nature == Nature::job_sheet)
                count_tag(row, scenario);
            else
                count(row, scenario, title.code);
    return rows;
}

}  // namespace banc
