// SPDX-License-Identifier: EUPL-1.2
// What a scenario declares and nothing in it uses: a word too many, or the use was forgotten.
#include <algorithm>
#include <set>

#include "bench/scenario/pieces.h"
#include "bench/scenario/references.h"

namespace banc {
namespace {

using Names = std::set<std::string, std::less<>>;

std::vector<CandidateScript> scripts_of(const Scenario& scenario) {
    auto scripts = scenario.wrong;
    scripts.insert(scripts.end(), {scenario.reference, scenario.forger});
    return scripts;
}

void check_facts(const Reading& reading) {
    const auto& scenario = reading.scenario;
    Names used;
    const auto use = [&](const Expression& expression) {
        for (auto& id : facts_of(expression)) used.insert(std::move(id));
    };
    use(scenario.symptom);
    use(scenario.reset.prove);
    for (const auto& criterion : scenario.criteria)
        if (criterion.when) use(*criterion.when);
    for (const auto& fact : scenario.facts) used.insert(fact.gone_when);
    for (const auto& script : scripts_of(scenario))
        for (const auto& step : script)
            if (step.seen) used.insert(step.seen->fact);
    for (const auto& fact : scenario.facts)
        if (fact.moment == Moment::none && !used.contains(fact.id))
            blame(reading.errors, fact.place,
                  text("le fait « {} » ne sert à rien", "fact \"{}\" is never used", fact.id),
                  text("nommez-le dans un « when », donnez-lui un « moment », ou retirez-le",
                       "name it in a \"when\", give it a \"moment\", or remove it"));
}

void meet(const Node& node, Names& met) {
    for (const auto& item : node.items) meet(item, met);
    for (const auto& entry : node.entries) meet(entry.value, met);
    for (const auto& reference : references(node.text)) met.insert(reference.name);
}

void check_parameters(const Node& root, Errors& errors) {
    const auto* parameters = root.find("parameters");
    if (parameters == nullptr) return;
    Names met;
    meet(root, met);
    for (const auto& entry : parameters->entries)
        if (!met.contains(entry.key))
            blame(errors, entry.place,
                  text("le paramètre « {} » ne sert à rien", "parameter \"{}\" is never used",
                       entry.key),
                  text("écrivez « ${{{}}} » où il doit paraître, ou retirez-le",
                       "write \"${{{}}}\" where it shall appear, or remove it", entry.key));
}

Names used_of_the_bench(const Scenario& scenario) {
    Names used;
    for (const auto& step : scenario.inject) {
        if (step.open) used.insert(step.open->line);
        if (step.prepare) used.insert(step.prepare->part);
    }
    for (const auto& fact : scenario.facts) used.insert(fact.source.provider);
    for (const auto& piece : scenario.pieces()) used.insert(piece.source());
    for (const auto& script : scripts_of(scenario))
        for (const auto& step : script) used.insert(step.hands.substr(step.hands.find(' ') + 1));
    return used;
}

// The bench listens to a PC's console and agent whether or not a fact names them.
void check_needed(const Node& root, const Reading& reading) {
    const auto* needs = root.find("needs");
    if (needs == nullptr) return;
    const auto used = used_of_the_bench(reading.scenario);
    for (const auto& item : needs->items) {
        const auto& name = item.text;
        if (name.ends_with(".console") || name.ends_with(".agent") || used.contains(name)) continue;
        blame(reading.errors, item.place,
              text("« {} » n'est employé nulle part", "\"{}\" is used nowhere", name),
              text("retirez-le : un poste qui ne l'a pas conviendrait aussi",
                   "remove it: a bench without it would do as well"));
    }
}

}  // namespace

void check_unused(const Node& root, const Reading& reading) {
    check_facts(reading);
    check_parameters(root, reading.errors);
    check_needed(root, reading);
}

}  // namespace banc
