// SPDX-License-Identifier: EUPL-1.2
#include "bench/scoring/invariants.h"

namespace banc {
namespace {

Text unearned(const CriterionScore& criterion) {
    return text("« {} » est constaté sans réparation", "\"{}\" is met without a repair",
                criterion.id);
}

Text missed(const CriterionScore& criterion) {
    if (criterion.verdict == Verdict::not_observed)
        return text("« {} » après la réparation : le banc n'a pas pu voir",
                    "\"{}\" after the repair: the bench could not see", criterion.id);
    return text("« {} » n'est pas constaté après la réparation",
                "\"{}\" is not met after the repair", criterion.id);
}

Text spoilt(const CriterionScore& criterion) {
    return text("« {} » tombe dans un défaut du banc : rien n'est prouvé",
                "\"{}\" falls into a bench fault: nothing is proven", criterion.id);
}

bool ends_by_hand(const Scenario& scenario) {
    return scenario.reset.reset_class == "R2" || scenario.reset.reset_class == "R3";
}

}  // namespace

std::optional<Script> script_from(std::string_view who) {
    if (who == "untouched") return Script::untouched;
    if (who == "forger") return Script::forger;
    if (who == "reference") return Script::reference;
    if (who.starts_with("wrong")) return Script::wrong;
    return std::nullopt;
}

std::vector<std::string> scripted(const Scenario& scenario) {
    std::vector<std::string> who{"untouched", "forger", "reference"};
    for (std::size_t i = 0; i < scenario.wrong.size(); ++i)
        who.push_back(i == 0 ? "wrong" : fmt::format("wrong{}", i + 1));
    return who;
}

std::vector<Text> broken(Script who, const Score& score) {
    std::vector<Text> out;
    std::size_t missed_some = 0;
    std::size_t observed = 0;
    for (const auto& criterion : score.criteria) {
        if (criterion.kind != CriterionKind::observed) continue;
        ++observed;
        const bool is_met = criterion.verdict == Verdict::met;
        if (criterion.verdict == Verdict::not_met) ++missed_some;
        if (criterion.verdict == Verdict::bench_fault)
            out.push_back(spoilt(criterion));
        else if (who == Script::reference && !is_met)
            out.push_back(missed(criterion));
        if ((who == Script::untouched || who == Script::forger) && is_met)
            out.push_back(unearned(criterion));
    }
    if (observed == 0)
        out.push_back({"aucun critère n'est constaté par le banc : rien à prouver",
                       "the bench observes no criterion: nothing to prove"});
    else if (who == Script::wrong && missed_some == 0)
        out.push_back({"rien n'est constaté non atteint malgré une mauvaise réparation",
                       "nothing is not met in spite of a wrong repair"});
    return out;
}

bool may_await_hand(Script who, const Scenario& scenario) {
    return ends_by_hand(scenario) && (who == Script::reference || who == Script::wrong);
}

bool must_leave_no_trace(Script who, const Scenario& scenario) {
    return !ends_by_hand(scenario) || who != Script::wrong;
}

}  // namespace banc
