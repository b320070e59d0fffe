// SPDX-License-Identifier: EUPL-1.2
// What must come before what: intent, act, outcome; proof, clock; verdict, healing.
#include <catch2/catch.hpp>

#include "tests/exam/exam_rig.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

// The journal and the copper on one thread of time: "intent fault", "coil 2", "state running".
std::vector<std::string> witnessed(ExamRig& rig) {
    std::vector<std::string> seen;
    rig.book.on_record = [&seen](const Record& record) {
        if (record.kind == "intent" && record.body["act"] == "line")
            seen.push_back("intent " + record.body["to"].get<std::string>());
        if (record.kind == "outcome" && record.body["result"] != "done")
            seen.push_back("outcome " + record.body["result"].get<std::string>());
        if (record.kind == "state") seen.push_back("state " + record.body["to"].get<std::string>());
    };
    rig.pc.on_contacts = [&seen](std::uint16_t coils) {
        seen.push_back("coils " + std::to_string(coils));
    };
    CHECK(rig.hold());
    rig.book.on_record = nullptr;
    rig.pc.on_contacts = nullptr;
    return seen;
}

// Nothing was scored and nothing is left broken.
void check_never_started(const ExamRig& rig, const Result<Phase>& how) {
    CHECK(how == Phase::bench_fault);
    CHECK(rig.exam.fault());
    CHECK_FALSE(rig.reached(Phase::running));
    CHECK(rig.book.of("clock").empty());
    CHECK(rig.book.of("incident").size() == 1);
    CHECK(rig.book.closed());
    CHECK(rig.book.records().back().body["outcome"] == "bench-fault");
    for (const auto& [criterion, verdict] : rig.verdicts()) CHECK(verdict != Verdict::met);
}

unsigned coils(ExamRig& rig) { return rig.pc.board().board().contacts(); }

}  // namespace

TEST_CASE("intent on disk, then the coil, then the outcome; healed once verified", "[exam]") {
    ExamRig rig("cordon-reseau", replaces_the_network_cable);
    CHECK(witnessed(rig) == std::vector<std::string>{"state armed", "intent fault", "coils 2",
                                                     "outcome confirmed", "state injected",
                                                     "state running", "state ended",
                                                     "state verified", "intent healthy", "coils 0",
                                                     "outcome confirmed", "state closed"});
}

TEST_CASE("a disk's contact moves only while the PC is off", "[exam]") {
    ExamRig rig("disque-invisible", replaces_the_disk_cable);
    std::vector<std::string> moves;
    rig.pc.on_contacts = [&](std::uint16_t to) {
        moves.push_back(std::to_string(to) + (rig.pc.powered() ? " on" : " off"));
    };
    CHECK(rig.hold() == Phase::closed);
    CHECK(moves == std::vector<std::string>{"1 off", "0 off"});
}

TEST_CASE("a board that acknowledges and does not move stops the exam", "[exam]") {
    ExamRig rig("cordon-reseau", does_nothing);
    rig.pc.board().board().frozen = true;
    check_never_started(rig, rig.hold());
    CHECK(rig.book.of("outcome").at(1).body["result"] == "failed");  // after the power button
    CHECK_FALSE(rig.reached(Phase::injected));
    CHECK(coils(rig) == 0);
}

TEST_CASE("a fault whose symptom is not seen never starts the clock, and is taken out", "[exam]") {
    ExamRig rig("cordon-reseau", does_nothing);
    rig.pc.replace("pc.nic0.pair");  // wired round its relay
    bool was_in = false;
    rig.pc.on_contacts = [&](std::uint16_t to) { was_in = was_in || to == 2; };
    check_never_started(rig, rig.hold());
    CHECK(was_in);
    CHECK(rig.reached(Phase::armed));
    CHECK_FALSE(rig.reached(Phase::injected));
    CHECK(coils(rig) == 0);
}

TEST_CASE("nothing is injected into a PC that was not seen healthy", "[exam]") {
    ExamRig rig("cordon-reseau", does_nothing);
    SECTION("its agent says nothing") { rig.pc.agent_hangs = true; }
    SECTION("it does not start") { rig.pc.button_broken = true; }
    bool moved = false;
    rig.pc.on_contacts = [&](std::uint16_t) { moved = true; };
    check_never_started(rig, rig.hold());
    CHECK_FALSE(rig.reached(Phase::armed));
    CHECK_FALSE(moved);
}

TEST_CASE("a bench that could not be reset is said to need a person", "[exam]") {
    ExamRig rig("cordon-reseau", replaces_the_network_cable);
    rig.book.on_record = [&](const Record& record) {
        if (record.kind == "state" && record.body["to"] == "verified")
            rig.pc.board().board().frozen = true;
    };
    CHECK(rig.hold() == Phase::closed);  // the evidence stands
    CHECK(rig.exam.fault());
    for (const auto& [criterion, verdict] : rig.verdicts()) CHECK(verdict == Verdict::met);
}
