// SPDX-License-Identifier: EUPL-1.2
// The relay board's USB cable comes out in mid-exam, for a while or for good.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/exam/exam_rig.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

// What the board's contacts do when its USB is gone.
enum class Contacts { kept, lost };

// Pulls the cable a while after the exam reached a phase, and plugs it in again.
class Cable {
public:
    struct Pull {
        Phase in = Phase::running;
        Nanos after{0};
        Nanos away{0};
        Contacts contacts = Contacts::lost;
    };
    Cable(ExamRig& rig, Pull pull) : rig_(rig), pull_(pull) {
        rig.book.on_record = [this](const Record& record) {
            if (record.kind != "state" || record.body["to"] != word(pull_.in)) return;
            due_ = rig_.loop.after(pull_.after, [this] { out(); });
        };
    }

private:
    void out() {
        rig_.pc.board().mishaps.unplugged = true;
        for (int n = 1; pull_.contacts == Contacts::lost && n <= 8; ++n)
            rig_.pc.board().board().release_by_hand(n);
        due_ = rig_.loop.after(pull_.away, [this] { rig_.pc.board().mishaps.unplugged = false; });
    }
    ExamRig& rig_;
    Pull pull_;
    TimerPtr due_;
};

// Repairs late enough for a board to come and go before.
Task<void> takes_his_time(ExamRig& rig) {
    co_await pause(rig.loop, 45s);
    rig.pc.replace("pc.nic0.pair");
    co_await pause(rig.loop, 10s);
}

std::set<Verdict> verdicts(const ExamRig& rig) {
    std::set<Verdict> out;
    for (const auto& [id, verdict] : rig.verdicts()) out.insert(verdict);
    return out;
}

std::vector<std::string> told(const ExamRig& rig, std::string_view kind, const char* field) {
    std::vector<std::string> out;
    for (const auto& record : rig.book.of(kind)) out.push_back(record.body[field]);
    return out;
}

// What was decided for the line in fault.
std::string decision(const ExamRig& rig) {
    for (const auto& record : rig.book.of("restart"))
        if (record.body["line"] == "pc.nic0.pair") return record.body["act"];
    return "none";
}

unsigned coils(ExamRig& rig) { return rig.pc.board().board().contacts(); }

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a board back within the hold keeps the exam good", "[exam][hotplug]") {
    const auto contacts = GENERATE(Contacts::kept, Contacts::lost);
    ExamRig rig("cordon-reseau", takes_his_time);
    const Cable cable(rig, {Phase::running, 5s, 8s, contacts});
    CHECK(rig.hold() == Phase::closed);
    CHECK_FALSE(rig.exam.fault());
    CHECK(told(rig, "board", "state") == Words{"gone", "back"});
    CHECK(decision(rig) == (contacts == Contacts::kept ? "nothing" : "restore"));
    CHECK(rig.book.of("incident").empty());
    CHECK(verdicts(rig) == std::set{Verdict::met});
    CHECK(coils(rig) == 0);
}

TEST_CASE("a repair while the board was away counts once the contact is seen in fault",
          "[exam][hotplug]") {
    ExamRig rig("cordon-reseau", replaces_the_network_cable);
    const Cable cable(rig, {Phase::running, 1s, 4s, Contacts::lost});
    CHECK(rig.hold() == Phase::closed);
    CHECK(decision(rig) == "restore");
    CHECK(verdicts(rig) == std::set{Verdict::met});  // it held under a contact seen in fault
    CHECK(coils(rig) == 0);
}

TEST_CASE("a board back after the hold leaves its lines at rest: a bench fault",
          "[exam][hotplug]") {
    const auto contacts = GENERATE(Contacts::kept, Contacts::lost);
    ExamRig rig("cordon-reseau", takes_his_time);
    const Cable cable(rig, {Phase::running, 5s, 25s, contacts});
    CHECK(rig.hold() == Phase::closed);
    CHECK(decision(rig) == "rest");
    CHECK(rig.book.of("incident").size() == 1);
    CHECK(verdicts(rig) == std::set{Verdict::bench_fault});
    CHECK(coils(rig) == 0);
}

TEST_CASE("a board that never comes back is a bench fault, and a person is told",
          "[exam][hotplug]") {
    ExamRig rig("cordon-reseau", takes_his_time);
    const Cable cable(rig, {Phase::running, 5s, 1h, Contacts::kept});
    CHECK(rig.hold() == Phase::closed);  // it waits for no board
    REQUIRE(rig.exam.fault());
    CHECK(rig.exam.fault()->what.en.find("relais") != std::string::npos);
    CHECK_FALSE(rig.exam.fault()->remedy.en.empty());
    CHECK(told(rig, "board", "state") == Words{"gone"});
    CHECK(rig.book.of("restart").empty());
    CHECK(verdicts(rig) == std::set{Verdict::bench_fault});
}

TEST_CASE("a board that holds its contacts without USB is quarantined, as commissioning saw it",
          "[exam][hotplug]") {
    ExamRig rig("cordon-reseau", takes_his_time);
    const auto loss = GENERATE(Loss::holds, Loss::lets_go);
    REQUIRE(rig.bench.commissioning.record("relais", {loss, "A. B.", "2026-06-12T14:03:27Z"}));
    const Cable cable(rig, {Phase::running, 5s, 8s, Contacts::kept});
    CHECK(rig.hold() == Phase::closed);
    CHECK(rig.book.of("board").at(0).body["contacts"] ==
          (loss == Loss::holds ? "quarantined" : "let-go"));
}

TEST_CASE("a board pulled in mid-injection never starts the clock", "[exam][hotplug]") {
    ExamRig rig("cordon-reseau", does_nothing);
    TimerPtr later;
    rig.book.on_record = [&](const Record& record) {
        if (record.kind != "intent" || record.body.value("purpose", "") != "inject") return;
        rig.pc.board().mishaps.pulled_in_mid_command = true;
        later = rig.loop.after(5ms, [&] { rig.pc.board().mishaps = {}; });
    };
    CHECK(rig.hold() == Phase::bench_fault);
    CHECK_FALSE(rig.reached(Phase::running));
    Words kinds;
    for (const auto& record : rig.book.records())
        if (record.kind == "outcome" || record.kind == "board")
            kinds.push_back(record.body.value("result", record.body.value("state", "")));
    CHECK(kinds == Words{"done", "failed", "gone", "back", "confirmed", "confirmed"});
    REQUIRE(rig.book.of("restart").size() == rig.bench.config.lines.size());
    CHECK(rig.book.of("restart").at(1).body["journal"] == "unknown");
    CHECK(decision(rig) == "rest");
    CHECK(coils(rig) == 0);
}

TEST_CASE("a board pulled at the reset is a person's to see, and at rest once it is back",
          "[exam][hotplug]") {
    const bool back = GENERATE(true, false);
    ExamRig rig("cordon-reseau", replaces_the_network_cable);
    // Back between the first try to heal and the second.
    const Cable cable(rig, {Phase::verified, 0s, back ? Nanos{40ms} : Nanos{1h}, Contacts::kept});
    CHECK(rig.hold() == Phase::closed);
    CHECK(rig.exam.fault());
    CHECK(told(rig, "board", "state") == (back ? Words{"gone", "back"} : Words{"gone"}));
    CHECK(coils(rig) == (back ? 0 : 2));
    CHECK(rig.book.of("incident").empty());
    CHECK(verdicts(rig) == std::set{Verdict::met});  // the evidence was in before
}

TEST_CASE("no fault is put in again once the exam is verified", "[exam][hotplug]") {
    ExamRig rig("cordon-reseau", does_nothing);
    rig.stranger = Error{Errc::timeout, text("muette", "mute")};
    const Cable cable(rig, {Phase::running, 1s, 1s, Contacts::lost});
    rig.book.on_record = [&, pull = rig.book.on_record](const Record& record) {
        pull(record);
        if (record.kind == "state" && record.body["to"] == "verified") rig.stranger.reset();
    };
    CHECK(rig.hold() == Phase::closed);
    CHECK(decision(rig) == "rest");
    CHECK(rig.book.of("incident").empty());
    CHECK(coils(rig) == 0);
}

TEST_CASE("what is plugged in instead is not taken for the board, and said once",
          "[exam][hotplug]") {
    ExamRig rig("cordon-reseau", takes_his_time);
    rig.stranger = Error{Errc::invalid, text("deux cartes", "two boards fit")};
    const Cable cable(rig, {Phase::running, 5s, 3s, Contacts::kept});
    CHECK(rig.hold() == Phase::closed);
    CHECK(told(rig, "board", "state") == Words{"gone", "not-back"});
    CHECK(rig.book.of("board").back().body["detail"]["en"] == "two boards fit");
    CHECK(verdicts(rig) == std::set{Verdict::bench_fault});
    CHECK(coils(rig) == 2);  // nothing was written to it
}

TEST_CASE("a line that powers a PC waits for a person when its board is back", "[exam][hotplug]") {
    ExamRig rig("cordon-reseau", takes_his_time);
    const Cable cable(rig, {Phase::running, 5s, 3s, Contacts::kept});
    TimerPtr finger;
    rig.book.on_record = [&, pull = rig.book.on_record](const Record& record) {
        pull(record);
        if (record.kind == "board" && record.body["state"] == "gone")
            rig.pc.board().board().write(Bytes{0xff, 5, 0, 0, 0, 0, 0, 0});
    };
    CHECK(rig.hold() == Phase::closed);
    const auto decided = rig.book.of("restart");
    REQUIRE(decided.size() == rig.bench.config.lines.size());
    const auto button = std::ranges::find_if(decided, [](const Record& one) {
        return one.body["line"] == "pc.power.button";
    });
    REQUIRE(button != decided.end());
    CHECK(button->body["act"] == "ask-person");
    CHECK(rig.book.of("incident").size() == 1);
    CHECK(coils(rig) == 16);
}

TEST_CASE("a fault that is opened only with the PC off is not put back under power",
          "[exam][hotplug]") {
    ExamRig rig("disque-invisible", [](ExamRig& room) -> Task<void> {
        co_await pause(room.loop, 1s);
        room.pc.press_button();
        co_await pause(room.loop, 20s);
    });
    const Cable cable(rig, {Phase::running, 5s, 3s, Contacts::lost});
    unsigned in = 0;
    rig.pc.on_contacts = [&](std::uint16_t now) { in += now == 1 ? 1 : 0; };
    CHECK(rig.hold() == Phase::closed);
    CHECK(in == 1);  // the injection
    CHECK(rig.book.of("incident").size() == 1);
    CHECK(verdicts(rig) == std::set{Verdict::bench_fault});
    CHECK(coils(rig) == 0);
}
