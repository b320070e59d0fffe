// SPDX-License-Identifier: EUPL-1.2
#include "bench/scoring/invariants.h"

#include <catch2/catch.hpp>

using namespace banc;

namespace {

// "met not_met": the observed criteria in their order.
Score of(std::initializer_list<Verdict> verdicts) {
    Score score;
    for (const auto verdict : verdicts) {
        CriterionScore one;
        one.id = "c";
        one.verdict = verdict;
        score.criteria.push_back(one);
    }
    CriterionScore judged;
    judged.kind = CriterionKind::judged;
    score.criteria.push_back(judged);
    return score;
}

constexpr auto kMet = Verdict::met;
constexpr auto kMissed = Verdict::not_met;
constexpr auto kUnseen = Verdict::not_observed;

}  // namespace

TEST_CASE("who repairs nothing may meet nothing", "[scoring][invariants]") {
    const auto who = GENERATE(Script::untouched, Script::forger);
    CHECK(broken(who, of({kMissed, kUnseen})).empty());
    CHECK(broken(who, of({kMet, kMissed, kMet})).size() == 2);
}

TEST_CASE("the reference repair must meet everything", "[scoring][invariants]") {
    CHECK(broken(Script::reference, of({kMet, kMet})).empty());
    CHECK(broken(Script::reference, of({kMet, kMissed, kUnseen})).size() == 2);
    CHECK(broken(Script::reference, of({Verdict::bench_fault})).size() == 1);
}

TEST_CASE("a wrong repair may meet some, not all", "[scoring][invariants]") {
    CHECK(broken(Script::wrong, of({kMet, kMissed})).empty());
    CHECK(broken(Script::wrong, of({kMet, kMet})).size() == 1);
}

TEST_CASE("a wrong repair nobody could see proves nothing", "[scoring][invariants]") {
    CHECK(broken(Script::wrong, of({kUnseen, kUnseen})).size() == 1);
    CHECK(broken(Script::wrong, of({kUnseen, kMissed})).empty());
}

TEST_CASE("a play that falls into a bench fault proves nothing", "[scoring][invariants]") {
    const auto who = GENERATE(Script::untouched, Script::forger, Script::reference, Script::wrong);
    CHECK(broken(who, of({kMissed, Verdict::bench_fault})).size() >= 1);
    CHECK(broken(Script::untouched, of({Verdict::bench_fault})).size() == 1);
}

TEST_CASE("a scenario whose bench observes nothing proves nothing", "[scoring][invariants]") {
    const auto who = GENERATE(Script::untouched, Script::forger, Script::reference, Script::wrong);
    CHECK(broken(who, of({})).size() == 1);
}

TEST_CASE("every scripted candidate of a scenario has a name, and the name its rule",
          "[scoring][invariants]") {
    Scenario scenario;
    scenario.wrong.resize(2);
    const auto names = scripted(scenario);
    CHECK(names == std::vector<std::string>{"untouched", "forger", "reference", "wrong", "wrong2"});
    CHECK(script_from("wrong2") == Script::wrong);
    CHECK_FALSE(script_from("terminal"));
}

TEST_CASE("only what a repair changed may wait for the hand that renews or rebuilds the PC",
          "[scoring]") {
    const auto [reset, who, may_await, no_trace] = GENERATE(table<std::string, Script, bool, bool>({
        {"R0", Script::reference, false, true},
        {"R1", Script::wrong, false, true},
        {"R2", Script::untouched, false, true},
        {"R2", Script::reference, true, true},
        {"R2", Script::wrong, true, false},
        {"R3", Script::forger, false, true},
        {"R3", Script::reference, true, true},
        {"R3", Script::wrong, true, false},
    }));
    Scenario scenario;
    scenario.reset.reset_class = reset;
    CAPTURE(reset);
    CHECK(may_await_hand(who, scenario) == may_await);
    CHECK(must_leave_no_trace(who, scenario) == no_trace);
}
