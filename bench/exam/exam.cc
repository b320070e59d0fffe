// SPDX-License-Identifier: EUPL-1.2
#include "bench/exam/exam.h"

namespace banc {
Exam::Exam(Instruments& instruments, ExamSheet sheet) : in_(instruments), sheet_(std::move(sheet)) {
    clock_.allotted = in_.scenario.duration;
    clock_.factor = sheet_.factor;
}

Task<Result<Phase>> Exam::hold(Candidate& candidate) {
    auto opened = co_await open();
    if (!opened) co_return tl::unexpected(opened.error());
    Result<void> ready = co_await arm();
    if (ready) ready = co_await inject();
    if (!ready) {
        auto abandoned = co_await abandon(Signal::bench_failed, ready.error().what);
        if (abandoned) fault_ = ready.error();
        co_return abandoned;
    }
    auto over = co_await sit(candidate);
    if (!over) co_return tl::unexpected(over.error());
    auto ended = co_await signal(*over);
    if (!ended) co_return tl::unexpected(ended.error());
    auto checked = co_await check();
    if (!checked) co_return tl::unexpected(checked.error());
    auto restored = co_await restore();
    if (!restored) fault_ = restored.error();  // the evidence stands; the bench needs a person
    auto closed = co_await close();
    if (!closed) co_return tl::unexpected(closed.error());
    co_return phase_;
}

Task<Result<void>> Exam::signal(Signal on) {
    const auto to = next(phase_, on);
    Json body{{"signal", word(on)}};
    if (!to) {
        body["state"] = word(phase_);
        body["why"] = "transition";
        auto refused = co_await in_.logbook.append("refused", std::move(body));
        if (!refused) co_return tl::unexpected(refused.error());
        co_return fail(Errc::refused,
                       text("« {} » est refusé dans l'état {}", "\"{}\" is refused in state {}",
                            word(on), word(phase_)));
    }
    if (beating_) {  // coverage up to the very move
        auto beat = co_await in_.heartbeat.beat();
        if (!beat) co_return beat;
    }
    body["from"] = word(phase_);
    body["to"] = word(*to);
    headed_ = *to;
    auto written = co_await in_.logbook.append("state", std::move(body));
    if (!written) co_return tl::unexpected(written.error());
    phase_ = *to;
    co_return Result<void>{};
}

Task<Result<void>> Exam::close() {
    auto moved = co_await signal(Signal::close_unjudged);
    if (!moved) co_return moved;
    flushing_.reset();
    auto finished = co_await finish();
    co_return finished;
}

Task<Result<void>> Exam::finish() {
    auto flushed = co_await in_.flush();
    if (!flushed) co_return flushed;
    Json body{{"outcome", phase_ == Phase::closed ? "verified" : word(phase_)}};
    auto closed = co_await in_.logbook.close(std::move(body));
    co_return closed;
}

Task<Result<void>> Exam::give_up(Signal on, Text why) {
    const Nanos now = in_.loop.now().since_boot;
    Json incident{{"what", {{"fr", why.fr}, {"en", why.en}}}};
    incident["from_ns"] = now.count();
    incident["to_ns"] = now.count();
    auto noted = co_await in_.logbook.append("incident", std::move(incident));
    if (!noted) co_return tl::unexpected(noted.error());
    phase_ = headed_;  // a move that hold() handed in is on the disk before this
    auto moved = co_await signal(on);
    co_return moved;
}

Task<Result<Phase>> Exam::abandon(Signal on, Text why) {
    beating_.reset();
    flushing_.reset();
    if (!over(headed_)) {
        auto given_up = co_await give_up(on, std::move(why));
        if (!given_up) co_return tl::unexpected(given_up.error());
    }
    phase_ = headed_;
    auto healed = co_await in_.injector.release_lines();
    if (!healed && !fault_) fault_ = healed.error();
    auto finished = co_await finish();
    // Refused: hold() had handed in the last record already.
    const bool was_last = !finished && finished.error().code == Errc::refused;
    if (!finished && !was_last) co_return tl::unexpected(finished.error());
    co_return phase_;
}

}  // namespace banc
