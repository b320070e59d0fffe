// SPDX-License-Identifier: EUPL-1.2
// A whole exam in which a dry contact counts: from `inputs` of the bench's file to the score.
#include <catch2/catch.hpp>

#include "tests/exam/exam_rig.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

Task<void> straps_first(ExamRig& rig) {
    co_await pause(rig.loop, 8s);
    rig.pc.strap(Strap::worn);
    co_await pause(rig.loop, 2s);
    rig.pc.replace("pc.nic0.pair");
    co_await pause(rig.loop, 8s);
}

Task<void> straps_after(ExamRig& rig) {
    co_await pause(rig.loop, 8s);
    rig.pc.replace("pc.nic0.pair");
    co_await pause(rig.loop, 8s);
    rig.pc.strap(Strap::worn);
    co_await pause(rig.loop, 2s);
}

Task<void> pulls_the_adapter(ExamRig& rig) {
    co_await straps_first(rig);
    rig.pc.console().pull();
    co_await pause(rig.loop, 2s);
}

struct StrapExam : ExamRig {
    explicit StrapExam(Script what_he_does) : ExamRig("tests/exam/au-poignet", what_he_does) {}
    // The verdict of the strap, and what the bench says of the order.
    std::pair<Verdict, Finding> judged() {
        REQUIRE(hold() == Phase::closed);
        const auto evidence = collect(scenario, book.records());
        return {verdicts().at("porte"), evaluate(*scenario.criteria[1].when, evidence).finding};
    }
};

using Judged = std::pair<Verdict, Finding>;

}  // namespace

TEST_CASE("a strap that is put on first and kept on is met, by the bench alone", "[exam][input]") {
    StrapExam rig(straps_first);
    REQUIRE(rig.judged() == Judged{Verdict::met, Finding::true_});
    const auto fact = rig.book.of("fact").back().body;
    CHECK(fact["source"] == "bench.bracelet");
    CHECK(fact["trust"] == "bench");
    bool alive = true;
    for (const auto& beat : rig.book.of("heartbeat"))
        alive = alive && (beat.at.since_boot < rig.reached(Phase::running)->at.since_boot ||
                          beat.body["alive"].contains("bench.bracelet"));
    CHECK(alive);
}

TEST_CASE("a strap that nobody wears is not met, one put on too late is out of order",
          "[exam][input]") {
    StrapExam bare(replaces_the_network_cable);
    CHECK(bare.judged() == Judged{Verdict::not_met, Finding::false_});
    StrapExam late(straps_after);
    CHECK(late.judged() == Judged{Verdict::met, Finding::false_});
}

TEST_CASE("a strap whose port is gone at the end is not observed", "[exam][input]") {
    StrapExam rig(pulls_the_adapter);
    CHECK(rig.judged().first == Verdict::not_observed);
}
