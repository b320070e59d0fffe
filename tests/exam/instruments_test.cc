// SPDX-License-Identifier: EUPL-1.2
// Whole exams on what the controller itself sees: its USB and a disk in a dock.
#include <catch2/catch.hpp>

#include "tests/exam/exam_rig.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

const std::string kScenario = "tests/exam/sur-le-banc";
const std::string kStick = "BE-CLE-0003";
const std::string kStickPort = "usb:1-2";

// A bench as the candidate finds it.
struct DockExam : ExamRig {
    explicit DockExam(Script what_he_does) : ExamRig(kScenario, what_he_does) {
        usb->plug(kStickPort, kStick);
        dock->disk = disk_named("BE-DATA-0002");
    }
    [[nodiscard]] std::map<std::string, Finding> findings() const {
        std::map<std::string, Finding> out;
        const auto evidence = collect(scenario, book.records());
        for (const auto& criterion : scenario.criteria)
            if (criterion.when) out[criterion.id] = evaluate(*criterion.when, evidence).finding;
        return out;
    }
};

Task<void> repairs_all(ExamRig& rig) {
    co_await pause(rig.loop, 8s);
    rig.usb->pull(kStickPort);
    rig.pc.replace("pc.nic0.pair");
    co_await pause(rig.loop, 20s);
    rig.dock->disk.reset();
    co_await pause(rig.loop, 12s);
    rig.dock->disk = rig.new_disk;
    co_await pause(rig.loop, 12s);
}

Task<void> changes_the_disk_of_a_dead_pc(ExamRig& rig) {
    co_await pause(rig.loop, 8s);
    rig.pc.hold_button();
    co_await pause(rig.loop, 20s);
    rig.dock->disk = rig.new_disk;
    co_await pause(rig.loop, 1s);
}

Task<void> leaves_the_dock_hung(ExamRig& rig) {
    co_await pause(rig.loop, 8s);
    rig.pc.replace("pc.nic0.pair");
    rig.usb->pull(kStickPort);
    rig.dock->hangs = 24h;
    co_await pause(rig.loop, 40s);
}

Task<void> touches_only_the_network(ExamRig& rig) {
    co_await pause(rig.loop, 8s);
    rig.pc.replace("pc.nic0.pair");
    co_await pause(rig.loop, 12s);
}

Task<void> waits_through_an_overflow(ExamRig& rig) {
    co_await pause(rig.loop, 8s);
    rig.usb->overflow();
    rig.pc.replace("pc.nic0.pair");
    co_await pause(rig.loop, 12s);
}

}  // namespace

TEST_CASE("the controller's USB and a disk in its dock prove a repair", "[exam][instruments]") {
    DockExam rig(repairs_all);
    CHECK(rig.hold() == Phase::closed);
    for (const auto& [criterion, verdict] : rig.verdicts()) {
        CAPTURE(criterion);
        CHECK(verdict == Verdict::met);
    }
    CHECK(rig.findings()["ordre"] == Finding::true_);
    CHECK(rig.findings()["geste"] == Finding::true_);
    CHECK(rig.book.of("fact").back().body["text"] == "serial BE-DATA-0002 -> BE-NEUF-0010");
}

TEST_CASE("whoever leaves stick and disk alone meets neither criterion", "[exam][instruments]") {
    DockExam rig(touches_only_the_network);
    CHECK(rig.hold() == Phase::closed);
    for (const auto& [criterion, verdict] : rig.verdicts()) {
        CAPTURE(criterion);
        CHECK(verdict == Verdict::not_met);
    }
    CHECK(rig.findings()["ordre"] == Finding::false_);
    CHECK(rig.findings()["geste"] == Finding::false_);
}

TEST_CASE("a disk that does not tell is not observed, one that says no is not met",
          "[exam][instruments]") {
    DockExam rig(repairs_all);
    const auto [tells, verdict] = GENERATE(std::pair(DiskStatus::good, Verdict::not_observed),
                                           std::pair(DiskStatus::bad, Verdict::not_met));
    rig.new_disk.reallocated_sectors.reset();
    rig.new_disk.status = tells;
    CHECK(rig.hold() == Phase::closed);
    CHECK(rig.verdicts()["disque"] == verdict);
}

TEST_CASE("a disk changed in the last seconds on a PC that is off is no absence",
          "[exam][instruments]") {
    DockExam rig(changes_the_disk_of_a_dead_pc);
    CHECK(rig.hold() == Phase::closed);
    CHECK(rig.findings()["deja"] == Finding::unknown);
}

TEST_CASE("a disk that hangs stalls nothing, and is not observed", "[exam][instruments]") {
    DockExam rig(leaves_the_dock_hung);
    CHECK(rig.hold() == Phase::closed);
    CHECK(rig.verdicts()["disque"] == Verdict::not_observed);
    CHECK(rig.verdicts()["cle"] == Verdict::met);
    Nanos last{0};  // heartbeats went on
    for (const auto& record : rig.book.of("heartbeat")) {
        if (last != 0s) CHECK(record.at.since_boot - last < 6s);
        last = record.at.since_boot;
    }
}

TEST_CASE("moves that the kernel dropped are no absence", "[exam][instruments]") {
    DockExam rig(waits_through_an_overflow);
    CHECK(rig.hold() == Phase::closed);
    CHECK(rig.findings()["geste"] == Finding::unknown);
}

TEST_CASE("each source is covered as far as it answered", "[exam][instruments]") {
    DockExam rig(leaves_the_dock_hung);
    CHECK(rig.hold() == Phase::closed);
    auto evidence = collect(rig.scenario, rig.book.records());
    const auto covers_the_end = [&](const std::string& fact) {
        const auto& coverage = evidence.coverage[fact];
        REQUIRE_FALSE(coverage.empty());
        return coverage.back().to >= evidence.window.ended;
    };
    CHECK(covers_the_end("lien"));
    CHECK(covers_the_end("cle_retiree"));
    CHECK_FALSE(covers_the_end("disque_remplace"));
}

TEST_CASE("an agent that is away for a second at the final check is waited for, and no longer",
          "[exam][instruments]") {
    const auto [away, verdict] =
        GENERATE(std::pair(Nanos{1s}, Verdict::met), std::pair(Nanos{1h}, Verdict::not_observed));
    ExamRig rig("cordon-reseau", replaces_the_network_cable);
    rig.scenario.final_check.within = 0s;  // each question counts the first time
    TimerPtr back;
    rig.book.on_record = [&, span = away](const Record& record) {
        if (record.kind != "state" || record.body["to"] != "ended") return;
        rig.pc.agent().pull();
        back = rig.loop.after(span, [&] { rig.pc.agent().plug(); });
    };
    REQUIRE(rig.hold() == Phase::closed);
    for (const auto& [criterion, found] : rig.verdicts()) CHECK(found == verdict);
    for (const auto& record : rig.book.of("probe"))
        if (record.body["purpose"] == "final" && verdict != Verdict::met)
            CHECK(record.body["detail"]["en"] == "unplugged");
}
