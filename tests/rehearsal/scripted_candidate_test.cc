// SPDX-License-Identifier: EUPL-1.2
// Whether a script came to its end is what a play is judged by.
#include "bench/rehearsal/scripted_candidate.h"

#include <catch2/catch.hpp>

#include "bench/core/manual_loop.h"
#include "tests/support/fake_line.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

struct Seat {
    explicit Seat(CandidateStep step)
        : candidate({loop, desk, hands, sightings}, {std::move(step)}) {}

    ManualLoop loop;
    FakeLine desk{loop};
    JsonPeer hands{loop, "nobody"};
    Sightings sightings;
    ScriptedCandidate candidate;
};

CandidateStep step_of(Nanos pause, std::optional<Sighting> seen) {
    CandidateStep step;
    step.pause = pause;
    step.seen = std::move(seen);
    return step;
}

}  // namespace

TEST_CASE("a script that is dropped in the middle was not played to its end") {
    Seat seat(step_of(10min, {}));
    {
        const Running work(seat.candidate.repair());
        seat.loop.advance(9min);
    }
    seat.loop.advance(9min);
    CHECK_FALSE(seat.candidate.finished());
    CHECK_FALSE(seat.candidate.stuck());
}

TEST_CASE("a script that could not do a step was not played to its end") {
    Seat seat(step_of(0s, Sighting{"essai", true}));
    const Running work(seat.candidate.repair());
    seat.loop.advance(10min);
    CHECK(seat.candidate.stuck());
    CHECK_FALSE(seat.candidate.finished());
}

TEST_CASE("a script whose last step is done was played to its end") {
    Seat seat(step_of(1min, {}));
    const Running work(seat.candidate.repair());
    seat.loop.advance(2min);
    CHECK(seat.candidate.finished());
}

TEST_CASE("a candidate types what the clock on the wall says at that moment") {
    auto step = step_of(0s, {});
    step.type = "date -s @${room.clock} && hwclock -w";
    Seat seat(step);
    const Running work(seat.candidate.repair());
    seat.loop.advance(3s);
    CHECK(seat.desk.written() == "date -s @1781000003 && hwclock -w\r");
}
