// SPDX-License-Identifier: EUPL-1.2
// Faults that a person prepares, and faults of several commands: what is asked, typed, proven, and
// how the PC is put back in order.
#include <catch2/catch.hpp>

#include "tests/exam/exam_rig.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

const std::string kByHand = "tests/exam/a-la-main";

// "inject pc.nic0.pair", "inject echo …": what was asked about parts and typed, in order.
std::vector<std::string> broken_and_mended(const ExamRig& rig) {
    std::vector<std::string> seen;
    for (const auto& record : rig.book.of("intent")) {
        const auto& body = record.body;
        const auto purpose = body["purpose"].get<std::string>() + " ";
        if (body.contains("part")) seen.push_back(purpose + body["part"].get<std::string>());
        if (body["act"] == "console")
            for (const auto& command : commands_of(body["shown"].get<std::string>()))
                seen.push_back(purpose + command);
    }
    return seen;
}

Task<void> plugs_in_and_corrects(ExamRig& rig) {
    co_await replaces_the_network_cable(rig);
    co_await corrects_the_name_server(rig);
}

}  // namespace

TEST_CASE("a person breaks a part, ticks the checklist, and puts the part back at reset",
          "[exam]") {
    ExamRig rig(kByHand, plugs_in_and_corrects);
    CHECK(rig.hold() == Phase::closed);
    CHECK_FALSE(rig.exam.fault());
    CHECK(rig.verdicts() == std::map<std::string, Verdict>{{"resolu", Verdict::met}});
    CHECK(broken_and_mended(rig) ==
          std::vector<std::string>{"inject pc.nic0.pair",
                                   "inject echo 'nameserver 192.0.2.53' > /etc/resolv.conf",
                                   "inject sync", "reset pc.nic0.pair",
                                   "reset echo 'nameserver 192.168.50.1' > /etc/resolv.conf",
                                   "reset sync"});
    const Json lines{"Le voyant du port est éteint", "Le cordon eth0 est rangé hors de vue"};
    int ticked = 0;
    for (const auto& record : rig.book.of("person"))
        if (record.body.contains("ticked") && record.body["ticked"] == lines) ++ticked;
    CHECK(ticked == 1);
}

TEST_CASE("whoever does nothing about a fault made by hand meets nothing", "[exam]") {
    ExamRig rig(kByHand, does_nothing);
    CHECK(rig.hold() == Phase::closed);
    CHECK(rig.verdicts() == std::map<std::string, Verdict>{{"resolu", Verdict::not_met}});
}

TEST_CASE("a line of the checklist left out stops the exam, and the part is put back", "[exam]") {
    ExamRig rig(kByHand, does_nothing);
    rig.people.forgetful = true;
    CHECK(rig.hold() == Phase::bench_fault);
    REQUIRE(rig.exam.fault());
    CHECK_THAT(rig.exam.fault()->what.fr, Catch::Contains("Le cordon eth0 est rangé hors de vue"));
    CHECK_FALSE(rig.reached(Phase::running));
    CHECK(broken_and_mended(rig) ==
          std::vector<std::string>{"inject pc.nic0.pair", "reset pc.nic0.pair"});
}

TEST_CASE("a preparation whose symptom is not seen never starts the clock", "[exam]") {
    ExamRig rig(kByHand, does_nothing);
    rig.scenario.inject[0].prepare->part = "pc.disk0.power";  // the wrong one
    CHECK(rig.hold() == Phase::bench_fault);
    CHECK(rig.reached(Phase::armed));
    CHECK_FALSE(rig.reached(Phase::injected));
}

TEST_CASE("a command that fails stops the injection, and all of its undo is typed", "[exam]") {
    ExamRig rig(kByHand, does_nothing);
    auto& typed = *rig.scenario.inject[1].console;
    typed.run = "false\necho 'nameserver 192.0.2.53' > /etc/resolv.conf";
    typed.undo = "false\n" + typed.undo;
    std::string server;
    rig.book.on_record = [&](const Record& record) {
        if (record.kind == "incident") server = rig.pc.name_server;
    };
    CHECK(rig.hold() == Phase::bench_fault);
    REQUIRE(rig.exam.fault());
    CHECK_THAT(rig.exam.fault()->what.en, Catch::Contains("\"false\" exited with status 1"));
    CHECK(server == "192.168.50.1");
    CHECK_THAT(rig.book.console_bytes("pc.console"), Catch::Contains("nameserver 192.168.50.1"));
}

TEST_CASE("when the journal takes no more, what is left in the PC is named", "[exam]") {
    ExamRig rig(kByHand, does_nothing);
    rig.book.on_record = [&](const Record& record) {
        if (record.kind == "state" && record.body["to"] == "injected") rig.book.full_from = 1;
    };
    CHECK_FALSE(rig.hold());
    REQUIRE(rig.exam.fault());
    CHECK(rig.exam.fault()->remedy.fr ==
          "pc.nic0.pair a été préparé à la main : Rebranchez le cordon eth0 ; tapez vous-même sur "
          "le PC : echo 'nameserver 192.168.50.1' > /etc/resolv.conf ; sync");
}

TEST_CASE("hints come at their time, in training only, and the journal has them", "[exam]") {
    const auto mode = GENERATE(Mode::training, Mode::mock);
    ExamRig rig(
        kByHand, [](ExamRig& self) -> Task<void> { co_await pause(self.loop, 90s); }, mode);
    rig.scenario.hints = {{60s, "Regardez le voyant"}, {120s, "Changez le cordon"}};
    CHECK(rig.hold() == Phase::closed);
    const auto given = rig.book.of("hint");
    if (mode == Mode::training) {
        CHECK(rig.hints == std::vector<std::string>{"Regardez le voyant"});
        REQUIRE(given.size() == 1);
        CHECK(given[0].body["text"] == "Regardez le voyant");
        const Nanos opened{rig.book.of("clock").at(0).body["opened_ns"].get<std::int64_t>()};
        CHECK(given[0].at.since_boot >= opened + 60s);
    } else {
        CHECK(rig.hints.empty());
        CHECK(given.empty());
    }
}
