// SPDX-License-Identifier: EUPL-1.2
// `criteria`: what is scored, on which rows of which titles, and what proves it.
#include <algorithm>

#include "bench/scenario/honesty.h"
#include "bench/scenario/pieces.h"

namespace banc {
namespace {

bool console_only(const Expression& when, const Reading& reading) {
    const auto named = facts_of(when);
    return std::none_of(named.begin(), named.end(), [&](const auto& id) {
        const auto* fact = reading.scenario.fact(id);
        return fact != nullptr && fact->kind == FactKind::state;
    });
}

// design.md §2.1 and §2.8: nothing scores by itself, and console text alone proves nothing.
void check_honest(const Criterion& criterion, const Node& node, const Reading& reading) {
    const auto& when = *criterion.when;
    const auto dishonest = [&](Text what, Text remedy) {
        refuse(reading.errors, node.at(0), std::move(what), std::move(remedy));
    };
    if (only_absences(when))
        return dishonest(text("ce critère serait atteint sans rien faire",
                              "this criterion would be met by doing nothing"),
                         text("ajoutez ce qui doit avoir été vu", "add what must have been seen"));
    if (criterion.kind != CriterionKind::observed) return;
    if (console_only(when, reading))
        return dishonest(text("un critère constaté ne peut reposer sur le seul texte de la console",
                              "an observed criterion can't rest on console text alone"),
                         text("ajoutez un état vu par l'agent, ou passez-le en « supported »",
                              "add a state seen by the agent, or make it \"supported\""));
    if (can_hold_unproven(when, reading.vocabulary().kind))
        dishonest(text("ce critère peut être vrai sans qu'aucune sonde n'ait rien vu",
                       "this criterion can be true although no probe saw anything"),
                  text("joignez un état par « and »", "join a state with \"and\""));
}

void read_when(Fields& fields, Criterion& criterion, const Reading& reading) {
    const bool judged = criterion.kind == CriterionKind::judged;
    const auto* when = judged ? fields.find("when") : fields.need("when");
    const auto* descriptors = judged ? fields.need("descriptors") : fields.find("descriptors");
    if (descriptors != nullptr) criterion.descriptors = as_texts(*descriptors, reading.errors);
    if (judged && when != nullptr)
        blame(reading.errors, when->place,
              text("un critère jugé n'a pas de « when »", "a judged criterion has no \"when\""),
              text("le jury l'évalue d'après « descriptors »",
                   "the jury assesses it from \"descriptors\""));
    if (!judged && descriptors != nullptr)
        blame(reading.errors, descriptors->place,
              text("« descriptors » ne va qu'avec un critère jugé",
                   "\"descriptors\" only goes with a judged criterion"));
    if (judged && descriptors != nullptr && criterion.descriptors.empty())
        blame(reading.errors, descriptors->place,
              text("aucun descripteur pour le jury", "no descriptor for the jury"));
    if (judged || when == nullptr) return;
    const auto before = reading.errors.size();
    criterion.when = as_expression(*when, reading);
    if (reading.errors.size() == before) check_honest(criterion, *when, reading);
}

Criterion read_criterion(const Node& node, const Reading& reading) {
    Fields fields(node, reading.errors);
    Criterion criterion;
    criterion.place = node.place;
    if (const auto* id = fields.need("id")) {
        criterion.id = as_id(*id, '_', reading.errors);
        const auto& all = reading.scenario.criteria;
        if (std::any_of(all.begin(), all.end(), [&](const auto& c) { return c.id == id->text; }))
            blame(reading.errors, id->place,
                  text("critère « {} » écrit deux fois", "criterion \"{}\" written twice",
                       id->text));
    }
    const auto kind =
        fields.get("kind", as_one_of, std::vector<std::string>{"observed", "supported", "judged"});
    criterion.kind = kind == "observed"    ? CriterionKind::observed
                     : kind == "supported" ? CriterionKind::supported
                                           : CriterionKind::judged;
    criterion.label = fields.get_or("label", criterion.id, as_text);
    criterion.scores = fields.get("scores", as_scores, reading.titles);
    if (kind.empty())
        fields.skip({"when", "descriptors"});
    else
        read_when(fields, criterion, reading);
    return criterion;
}

}  // namespace

void read_criteria(const Node& node, Reading& reading) {
    auto& criteria = reading.scenario.criteria;
    for (const auto& item : as_list(node, reading.errors))
        criteria.push_back(read_criterion(item, reading));
    const bool observed = std::any_of(criteria.begin(), criteria.end(), [](const auto& c) {
        return c.kind == CriterionKind::observed;
    });
    if (!observed)
        blame(reading.errors, node.place, text("aucun critère constaté", "no observed criterion"),
              text("au moins un critère « kind: observed » : le banc doit voir la réparation",
                   "at least one criterion of \"kind: observed\": the bench must see the repair"));
}

}  // namespace banc
