// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/scripted_candidate.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kLookFor = 60s;  // a power-on to login, with a wide margin
constexpr Nanos kLookAgain = 50ms;
// A person takes a moment to sit down and to hand back; it also lets the bench see the PC first.
constexpr Nanos kSitDown = 3s;
// And to read: login shows its prompt first and throws away what is typed before its echo is off.
constexpr Nanos kRead = 500ms;

}  // namespace

ScriptedCandidate::ScriptedCandidate(Seat seat, CandidateScript script)
    : seat_(seat), screen_(seat.loop), script_(std::move(script)) {
    seat_.desk.listen({[this](ByteView bytes, Instant at) { screen_.feed(bytes, at); },
                       [](ModemSignals, Instant) {}, [](Error) {}});
}

Task<void> ScriptedCandidate::repair() {
    co_await pause(seat_.loop, kSitDown);
    screen_.forget();  // what was shown before is not for the candidate
    for (const auto& step : script_) {
        auto done = co_await act(step);
        if (done) continue;
        stuck_ = done.error();
        stuck_->place = step.place;
        co_return;
    }
    finished_ = true;
}

Task<Result<void>> ScriptedCandidate::act(const CandidateStep& step) {
    if (step.pause > Nanos{0}) co_await pause(seat_.loop, step.pause);
    if (!step.look.empty()) {
        auto seen = co_await screen_.until(step.look, kLookFor);
        if (!seen) co_return tl::unexpected(seen.error());
        co_await pause(seat_.loop, kRead);
    }
    if (step.seen) {
        auto seen = co_await wait_for(*step.seen);
        if (!seen) co_return seen;
    }
    if (!step.type.empty()) {
        const auto typed = with_room_clock(step.type, seat_.loop.now().wall);
        co_return seat_.desk.write(view(typed + "\r"));
    }
    if (!step.keys.empty()) co_return seat_.desk.write(view(step.keys));
    if (!step.hands.empty()) {
        const auto space = step.hands.find(' ');
        Json request{{"do", step.hands.substr(0, space)}};
        request["part"] = space == std::string::npos ? "" : step.hands.substr(space + 1);
        auto done = co_await seat_.hands.ask(std::move(request));
        if (!done) co_return tl::unexpected(done.error());
    }
    co_return Result<void>{};
}

Task<Result<void>> ScriptedCandidate::wait_for(Sighting sighting) {
    const Nanos until = seat_.loop.now().since_boot + kLookFor;
    while (!seat_.sightings.has(sighting)) {
        if (seat_.loop.now().since_boot >= until)
            co_return fail(Errc::timeout,
                           text("le banc n'a pas vu « {}{} »", "the bench has not seen \"{}{}\"",
                                sighting.wanted ? "" : "not ", sighting.fact));
        co_await pause(seat_.loop, kLookAgain);
    }
    co_return Result<void>{};
}

}  // namespace banc
