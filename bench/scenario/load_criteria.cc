// SPDX-License-Identifier: EUPL-1.2
// `criteria`: what is scored, on which rows of which titles, and what proves it.
#include <algorithm>
#include <tuple>
#include <utility>

#include "bench/scenario/admission.h"
#include "bench/scenario/honesty.h"
#include "bench/scenario/pieces.h"

namespace banc {
namespace {

// design.md §2.1 and §2.8: nothing scores by itself, and console text alone proves nothing.
void check_honest(CriterionKind kind, const Expression& when, Place place, const Reading& reading) {
    const auto dishonest = [&](Text what, Text remedy) {
        refuse(reading.errors, place, std::move(what), std::move(remedy));
    };
    if (met_by_nothing(when, reading.scenario))
        return dishonest(text("ce critère serait atteint sans rien faire",
                              "this criterion would be met by doing nothing"),
                         text("ajoutez ce qui doit avoir été vu", "add what must have been seen"));
    if (!can_be_true(when))
        return blame(reading.errors, place,
                     text("ce critère ne peut jamais être atteint",
                          "this criterion can never be met"),
                     text("deux de ses termes se contredisent", "two of its terms contradict"));
    if (kind != CriterionKind::observed) return;
    const auto printable = printable_in(reading.scenario);
    if (std::ranges::all_of(facts_of(when), printable))
        return dishonest(text("un critère constaté ne peut reposer sur le seul texte de la console",
                              "an observed criterion can't rest on console text alone"),
                         text("ajoutez ce que voit l'agent ou un appareil du banc, ou passez-le en "
                              "« supported »",
                              "add what the agent or an instrument of the bench sees, or make it "
                              "\"supported\""));
    if (can_hold_unproven(when, printable))
        dishonest(text("ce critère peut être vrai sans qu'aucune sonde n'ait rien vu",
                       "this criterion can be true although no probe saw anything"),
                  text("joignez un état par « and »", "join a state with \"and\""));
}

// Each of `any_of` must be honest by itself: it is met alone.
Expression read_condition(const Node& node, const Criterion& criterion, const Reading& reading) {
    const auto before = reading.errors.size();
    auto when = as_expression(node, reading);
    if (reading.errors.size() == before && reading.purpose == Purpose::authoring) {
        const auto& scenario = reading.scenario;
        check_terms(when, {"duration", scenario.duration, &scenario.symptom}, reading);
        if (reading.errors.size() == before)
            check_honest(criterion.kind, when, node.at(0), reading);
    }
    return when;
}

bool same_terms(const Expression& a, const Expression& b) {
    const auto asked = [](const Expression& e) {
        return std::tie(e.op, e.fact, e.other, e.span, e.compare, e.number);
    };
    return asked(a) == asked(b) && std::ranges::equal(a.args, b.args, same_terms);
}

// Of two routes that ask the same, the second is never the one that is named.
void check_distinct(const Criterion& criterion, const Reading& reading) {
    const auto& routes = criterion.when->args;
    for (auto route = routes.begin(); route != routes.end(); ++route) {
        const auto same = [&](const Expression& before) {
            return same_terms(before, *route) ||
                   (implies(before, *route) && implies(*route, before));
        };
        const auto first = std::find_if(routes.begin(), route, same);
        if (first == route || route->place.line == 0) continue;
        const auto& name = criterion.routes[static_cast<std::size_t>(first - routes.begin())];
        blame(reading.errors, route->place,
              text("cette voie demande la même chose que « {} »",
                   "this route asks the same as \"{}\"", name),
              text("gardez-en une, ou dites ce qui les distingue",
                   "keep one of them, or say what tells them apart"));
    }
}

// Several repairs are accepted: one of them is enough, and the one taken is named.
void read_routes(const Node& node, Criterion& criterion, const Reading& reading) {
    criterion.when = Expression{};
    criterion.when->op = Op::any;
    criterion.when->place = node.place;
    for (const auto& item : as_list(node, reading.errors)) {
        Fields fields(item, reading.errors, grammar::route());
        auto name = fields.get("route", as_text);
        if (!name.empty() && std::ranges::find(criterion.routes, name) != criterion.routes.end())
            blame(reading.errors, item.place,
                  text("« {} » écrit deux fois", "\"{}\" written twice", name),
                  text("donnez un nom à chaque voie", "give each route its own name"));
        criterion.routes.push_back(std::move(name));
        if (const auto* when = fields.need("when"))
            criterion.when->args.push_back(read_condition(*when, criterion, reading));
    }
    if (node.kind == Node::Kind::list && node.items.size() < 2)
        blame(reading.errors, node.place,
              text("il faut au moins deux voies", "at least two routes are needed"),
              text("pour une seule, écrivez « when »", "for one alone, write \"when\""));
    if (reading.purpose == Purpose::kept) return;
    if (criterion.routes.size() <= grammar::kRoutesMax) return check_distinct(criterion, reading);
    blame(reading.errors, node.items[grammar::kRoutesMax].place,
          text("plus de {} voies", "more than {} routes", grammar::kRoutesMax),
          text("gardez-en {}, ou joignez par « or » celles que rien ne distingue au rapport",
               "keep {}, or join with \"or\" those that the report need not tell apart",
               grammar::kRoutesMax));
}

void read_when(Fields& fields, Criterion& criterion, const Reading& reading) {
    const bool judged = criterion.kind == CriterionKind::judged;
    const auto* routes = fields.find("any_of");
    const auto* when = judged || routes != nullptr ? fields.find("when") : fields.need("when");
    if (judged && when == nullptr) when = std::exchange(routes, nullptr);  // told just below
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
                   "\"descriptors\" only goes with a judged criterion"),
              text("retirez-le, ou passez-le en « judged »", "remove it, or make it \"judged\""));
    if (judged && descriptors != nullptr && criterion.descriptors.empty())
        blame(reading.errors, descriptors->place,
              text("aucun descripteur pour le jury", "no descriptor for the jury"),
              text("écrivez ce que le juré regarde", "write what the juror looks at"));
    if (judged) return;
    if (when != nullptr && routes != nullptr)
        blame(reading.errors, routes->place,
              text("soit « when », soit « any_of »", "either \"when\" or \"any_of\""),
              text("gardez l'un des deux", "keep one of them"));
    else if (routes != nullptr)
        read_routes(*routes, criterion, reading);
    else if (when != nullptr)
        criterion.when = read_condition(*when, criterion, reading);
}

// A row says itself how much of it a bench can see: the jury's is not observed by a machine.
void check_classes(const Node& scores, const Criterion& criterion, const Reading& reading) {
    for (const auto& entry : scores.entries) {
        const auto title = reading.titles.find(entry.key);
        if (title == reading.titles.end()) continue;
        const auto* row = title->second.row(entry.value.text);
        if (row == nullptr ||
            static_cast<int>(criterion.kind) >= static_cast<int>(row->criterion_class))
            continue;
        blame(reading.errors, entry.value.place,
              text("la ligne {} {} n'est pas de celles que « {} » peut montrer",
                   "row {} {} is not one that \"{}\" can show", entry.key, row->id,
                   word(criterion.kind)),
              text("ce critère y serait « {} »", "this criterion would be \"{}\" there",
                   word(row->criterion_class)));
    }
}

Criterion read_criterion(const Node& node, const Reading& reading) {
    Fields fields(node, reading.errors, grammar::criterion());
    Criterion criterion;
    criterion.place = node.place;
    if (const auto* id = fields.need("id")) {
        criterion.id = as_id(*id, '_', reading.errors);
        const auto& all = reading.scenario.criteria;
        if (std::any_of(all.begin(), all.end(), [&](const auto& c) { return c.id == id->text; }))
            blame(reading.errors, id->place,
                  text("critère « {} » écrit deux fois", "criterion \"{}\" written twice",
                       id->text),
                  text("donnez-lui un autre nom", "give it another name"));
    }
    const auto kind = fields.word("kind");
    criterion.kind = kind == "observed"    ? CriterionKind::observed
                     : kind == "supported" ? CriterionKind::supported
                                           : CriterionKind::judged;
    criterion.label = fields.get_or("label", criterion.id, as_text);
    if (const auto* scores = fields.need("scores")) {
        criterion.scores = as_scores(*scores, reading.titles, reading.errors);
        if (!kind.empty()) check_classes(*scores, criterion, reading);
    }
    criterion.critical = fields.get_or("critical", false, as_yes_no);
    if (criterion.critical && criterion.kind == CriterionKind::supported)
        blame(reading.errors, fields.find("critical")->place,
              text("un critère de sécurité est constaté ou jugé",
                   "a safety criterion is observed or judged"),
              text("retirez « critical », ou changez « kind »",
                   "remove \"critical\", or change \"kind\""));
    if (!kind.empty()) read_when(fields, criterion, reading);
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
    if (!observed && !by_people_alone(reading.scenario))
        blame(reading.errors, node.place, text("aucun critère constaté", "no observed criterion"),
              text("au moins un critère « kind: observed » : le banc doit voir la réparation",
                   "at least one criterion of \"kind: observed\": the bench must see the repair"));
}

}  // namespace banc
