// SPDX-License-Identifier: EUPL-1.2
// Whole exams on the shipped scenarios, and what the bench proposes after them.
#include <catch2/catch.hpp>

#include "tests/exam/exam_rig.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

const std::vector<std::string> kShipped{"cordon-reseau", "disque-invisible", "dns-errone"};

bool none_met(const ExamRig& rig) {
    const auto verdicts = rig.verdicts();
    REQUIRE_FALSE(verdicts.empty());
    for (const auto& [id, verdict] : verdicts)
        if (verdict == Verdict::met) return false;
    return true;
}

Nanos at(const Record& record) { return record.at.since_boot; }

}  // namespace

TEST_CASE("the reference repair meets every observed criterion", "[exam]") {
    const auto [id, script] = GENERATE(table<std::string, Script>({
        {"cordon-reseau", replaces_the_network_cable},
        {"disque-invisible", replaces_the_disk_cable},
        {"dns-errone", corrects_the_name_server},
    }));
    CAPTURE(id);
    ExamRig rig(id, script);
    CHECK(rig.hold() == Phase::closed);
    CHECK_FALSE(rig.exam.fault());
    for (const auto& [criterion, verdict] : rig.verdicts()) {
        CAPTURE(criterion);
        CHECK(verdict == Verdict::met);
    }
    CHECK(rig.book.closed());
    CHECK(rig.book.anchors() > 0);
    CHECK(rig.book.records().back().body["outcome"] == "verified");
}

TEST_CASE("doing nothing is worth nothing", "[exam]") {
    const auto id = GENERATE(from_range(kShipped));
    CAPTURE(id);
    ExamRig rig(id, does_nothing);
    CHECK(rig.hold() == Phase::closed);
    CHECK(none_met(rig));
}

TEST_CASE("whoever prints what a repair prints meets nothing", "[exam]") {
    const auto id = GENERATE(from_range(kShipped));
    CAPTURE(id);
    ExamRig rig(id, prints_what_a_repair_would);
    CHECK(rig.hold() == Phase::closed);
    CHECK(none_met(rig));
    CHECK_FALSE(rig.book.of("fact").empty());  // the bench did read it
}

TEST_CASE("a contact let go by hand in mid-exam scores for nobody", "[exam]") {
    const auto script = GENERATE(does_nothing, replaces_the_network_cable);
    ExamRig rig("cordon-reseau", script);
    TimerPtr finger;
    rig.book.on_record = [&](const Record& record) {
        if (record.kind == "state" && record.body["to"] == "running")
            finger = rig.loop.after(1s, [&] { rig.pc.board().board().release_by_hand(2); });
    };
    CHECK(rig.hold() == Phase::closed);
    for (const auto& [criterion, verdict] : rig.verdicts()) {
        CAPTURE(criterion);
        CHECK(verdict == Verdict::bench_fault);
    }
}

TEST_CASE("a repair is waited for as long as the scenario says, not as long as it is silent",
          "[exam][probe]") {
    const bool in_time = GENERATE(true, false);
    ExamRig rig("cordon-reseau", replaces_the_network_cable);
    rig.book.on_record = [&](const Record& record) {  // spanning tree: 30 s from link to traffic
        if (record.kind == "state" && record.body["to"] == "running")
            rig.pc.forwards_after = in_time ? 30s : 120s;
    };
    REQUIRE(rig.hold() == Phase::closed);
    const auto verdicts = rig.verdicts();
    CHECK(in_time == std::all_of(verdicts.begin(), verdicts.end(), [](const auto& criterion) {
              return criterion.second == Verdict::met;
          }));
}

TEST_CASE("time is up at the authorised end and not before", "[exam][clock]") {
    ExamRig rig("cordon-reseau", never_hands_back);  // 10 min, and a third more
    CHECK(rig.hold() == Phase::closed);
    const auto clock = rig.book.of("clock").at(0).body;
    const Nanos end{clock["end_ns"].get<std::int64_t>()};
    CHECK(end - Nanos{clock["opened_ns"].get<std::int64_t>()} == 800s);
    const auto ended = rig.reached(Phase::ended);
    REQUIRE(ended);
    CHECK(ended->body["signal"] == "time_up");
    CHECK(at(*ended) >= end);
    CHECK(at(*ended) < end + 1s);
    CHECK(none_met(rig));
}

TEST_CASE("the candidate is told what is recorded before his clock starts", "[exam]") {
    ExamRig rig("cordon-reseau", does_nothing);
    CHECK(rig.hold() == Phase::closed);
    const auto notice = rig.book.of("notice").at(0);
    CHECK_FALSE(notice.body["items"].empty());
    CHECK(notice.seq < rig.reached(Phase::running)->seq);
}

TEST_CASE("what the bench types is never a candidate's act", "[exam][console]") {
    ExamRig rig("dns-errone", corrects_the_name_server);
    for (auto& fact : rig.scenario.facts)  // the injection's own echo would match this
        if (fact.id == "lit_la_configuration") fact.source.pattern = "resolv";
    REQUIRE(rig.in.attach());
    CHECK(rig.hold() == Phase::closed);
    const auto typed = rig.book.console_bytes("pc.console");
    CHECK(typed.find("> /etc/resolv.conf && sync") != std::string::npos);
    const auto opened = rig.reached(Phase::running);
    const auto over = rig.reached(Phase::ended);
    int facts = 0;
    for (const auto& record : rig.book.of("fact")) {
        CAPTURE(record.body.dump());
        CHECK(record.seq > opened->seq);
        CHECK(record.seq < over->seq);
        ++facts;
    }
    CHECK(facts == 2);  // the two lines the candidate typed
}

TEST_CASE("what the PC printed before its power changed witnesses nothing after", "[exam][probe]") {
    ExamRig rig("disque-invisible", does_nothing);  // off, so its agent is silent
    const auto finish = [&](auto task) {
        task.start();
        rig.loop.advance(20s);
        REQUIRE(task.done());
        CHECK(task.take());
    };
    finish(rig.book.append("opened", Json::object()));
    rig.pc.console().say("No bootable device.\r\n");
    rig.loop.advance(1s);
    finish(rig.in.probes.ask_all(Purpose::symptom));
    CHECK(rig.book.of("probe").back().body["states"]["documents"] == false);
    rig.pc.console().signal({true, true});
    finish(rig.in.probes.ask_all(Purpose::symptom));
    CHECK(rig.book.of("probe").back().body["states"].empty());
}
