// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/scripted_candidate.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kLookFor = 60s;  // a power-on to login, with a wide margin
// A person takes a moment to sit down and to hand back; it also lets the bench see the PC first.
constexpr Nanos kSitDown = 3s;

}  // namespace

ScriptedCandidate::ScriptedCandidate(Loop& loop, ByteLine& desk, JsonPeer& hands,
                                     CandidateScript script)
    : loop_(loop), desk_(desk), hands_(hands), screen_(loop), script_(std::move(script)) {
    desk_.listen({[this](ByteView bytes, Instant at) { screen_.feed(bytes, at); },
                  [](ModemSignals, Instant) {}, [](Error) {}});
}

Task<void> ScriptedCandidate::repair() {
    co_await pause(loop_, kSitDown);
    screen_.forget();  // what was shown before is not for the candidate
    for (const auto& step : script_) {
        auto done = co_await act(step);
        if (done) continue;
        stuck_ = done.error();
        stuck_->place = step.place;
        co_return;
    }
}

Task<Result<void>> ScriptedCandidate::act(const CandidateStep& step) {
    if (step.pause > Nanos{0}) co_await pause(loop_, step.pause);
    if (!step.look.empty()) {
        auto seen = co_await screen_.until(step.look, kLookFor);
        if (!seen) co_return tl::unexpected(seen.error());
    }
    if (!step.type.empty()) co_return desk_.write(view(step.type + "\r"));
    if (!step.keys.empty()) co_return desk_.write(view(step.keys));
    if (!step.hands.empty()) {
        const auto space = step.hands.find(' ');
        Json request{{"do", step.hands.substr(0, space)}};
        request["part"] = space == std::string::npos ? "" : step.hands.substr(space + 1);
        auto done = co_await hands_.ask(std::move(request));
        if (!done) co_return tl::unexpected(done.error());
    }
    co_return Result<void>{};
}

}  // namespace banc
