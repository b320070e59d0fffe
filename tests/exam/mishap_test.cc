// SPDX-License-Identifier: EUPL-1.2
// The disk fills up, or somebody stops the exam: at every write and at any moment, in turn.
#include <catch2/catch.hpp>
#include <set>

#include "tests/exam/exam_rig.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

// Odd against every period of the engine, so that the moments fall everywhere between its writes.
constexpr Nanos kNextMoment = 73ms;

struct Shipped {
    const char* id;
    Script reference;
};
const std::vector<Shipped> kShipped{{"cordon-reseau", replaces_the_network_cable},
                                    {"disque-invisible", replaces_the_disk_cable},
                                    {"dns-errone", corrects_the_name_server}};

int intended_moves(const ExamRig& rig) {
    int n = 0;
    for (const auto& record : rig.book.of("intent")) n += record.body["act"] == "line" ? 1 : 0;
    return n;
}

// Every move the journal tells starts where the one before it ended.
void check_life(const ExamRig& rig) {
    std::string phase = "planned";
    for (const auto& record : rig.book.of("state")) {
        CHECK(record.body["from"] == phase);
        phase = record.body["to"].get<std::string>();
    }
}

void check_left_in_order(ExamRig& rig) {
    CHECK(rig.pc.board().board().contacts() == 0);
    CHECK(rig.book.closed());
    CHECK(rig.book.records().back().kind == "closed");
    check_life(rig);
}

// Holds the exam for this long, then drops it. Its end, if it came first.
std::optional<Result<Phase>> hold_for(ExamRig& rig, Nanos moment) {
    auto held = rig.exam.hold(rig);
    held.start();
    rig.loop.advance(moment);
    if (!held.done()) return std::nullopt;
    return held.take();
}

Result<Phase> abandon(ExamRig& rig) {
    auto stopped = rig.exam.abandon(Signal::abort,
                                    text("interrompue par une personne", "stopped by a person"));
    stopped.start();
    rig.loop.advance(1min);
    REQUIRE(stopped.done());
    return stopped.take();
}

}  // namespace

TEST_CASE("a full disk, at any write, ends the exam and leaves the contacts at rest",
          "[exam][disk]") {
    const auto shipped = GENERATE(from_range(kShipped));
    int full_from = 0;
    bool whole = false;
    while (!whole) {
        CAPTURE(shipped.id, ++full_from);
        ExamRig rig(shipped.id, shipped.reference);
        rig.book.full_from = full_from;
        int moves = 0;
        rig.pc.on_contacts = [&](std::uint16_t now) {
            if (rig.book.failed() && now == 0) return;  // healing needs no journal
            CHECK(++moves <= intended_moves(rig));      // never without a durable intent
        };
        const auto how = rig.hold();
        whole = how == Phase::closed;
        CHECK(rig.book.failed() == !whole);
        CHECK(rig.book.records().size() < static_cast<std::size_t>(full_from));
        if (!whole) CHECK(how.error().code == Errc::environment);
        CHECK(rig.pc.board().board().contacts() == 0);
    }
    CHECK(full_from > 30);
}

TEST_CASE("an exam stopped at any moment leaves a healthy bench and a closed journal",
          "[exam][abort]") {
    const auto shipped = GENERATE(from_range(kShipped));
    std::set<Phase> stopped_in;
    bool whole = false;
    for (Nanos moment{1ms}; !whole; moment += kNextMoment) {
        CAPTURE(shipped.id, moment.count());
        ExamRig rig(shipped.id, shipped.reference);
        whole = hold_for(rig, moment).has_value();
        if (whole) break;
        stopped_in.insert(rig.exam.phase());
        const auto stopped = abandon(rig);
        check_left_in_order(rig);
        if (rig.pc.powered() && !rig.exam.fault()) CHECK(rig.pc.name_server == "192.168.50.1");
        const bool was_over = rig.reached(Phase::closed).has_value();
        CHECK(stopped == (was_over ? Phase::closed : Phase::aborted));
        if (!rig.reached(Phase::verified))
            for (const auto& [criterion, verdict] : rig.verdicts()) CHECK(verdict != Verdict::met);
    }
    stopped_in.erase(Phase::closed);  // its last record under way
    CHECK(stopped_in == std::set<Phase>{Phase::planned, Phase::armed, Phase::injected,
                                        Phase::running, Phase::ended, Phase::verified});
}

TEST_CASE("an exam stopped while the bench gives up by itself is left in order too",
          "[exam][abort]") {
    bool whole = false;
    bool faulty = false;
    for (Nanos moment{28s}; !whole; moment += 3ms) {
        CAPTURE(moment.count());
        ExamRig rig("cordon-reseau", does_nothing);
        rig.pc.replace("pc.nic0.pair");  // no symptom will be seen
        whole = hold_for(rig, moment).has_value();
        if (whole) break;
        faulty = faulty || rig.exam.phase() == Phase::bench_fault;
        CHECK(abandon(rig));
        check_left_in_order(rig);
    }
    CHECK(faulty);
}
