// SPDX-License-Identifier: EUPL-1.2
#include "bench/exam/exam.h"

namespace banc {
Exam::Exam(Instruments& instruments, ExamSheet sheet) : in_(instruments), sheet_(std::move(sheet)) {
    clock_.allotted = in_.scenario.duration;
    clock_.factor = sheet_.factor;
}

Task<Result<Phase>> Exam::hold(Candidate& candidate) {
    auto lived = co_await live(candidate);
    if (lived) co_return phase_;
    fault_ = lived.error();
    auto abandoned = co_await abandon(Signal::bench_failed, lived.error().what);
    if (!abandoned) co_return tl::unexpected(lived.error());
    co_return abandoned;
}

Task<Result<void>> Exam::live(Candidate& candidate) {
    Result<void> done = co_await open();
    if (done) done = co_await arm();
    if (done) done = co_await inject();
    if (!done) co_return done;
    auto over = co_await sit(candidate);
    if (!over) co_return tl::unexpected(over.error());
    done = co_await signal(*over);
    if (done) done = co_await check();
    if (!done) co_return done;
    auto restored = co_await restore();
    if (!restored) {  // the evidence stands; the bench needs a person
        fault_ = restored.error();
        auto healed = co_await heal();
        static_cast<void>(healed);  // the first error is the one to tell
    }
    done = co_await close();
    co_return done;
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
    auto flushed = co_await in_.flush_all();
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

Task<Result<void>> Exam::heal() {
    auto boards = co_await last_boards();
    if (!boards) co_return boards;
    if (mends_while_pc_off()) {
        auto off = co_await ensure_power(PersonAct::power_off, "reset");
        if (!off) co_return off;  // the scenario forbids moving this line under power
    }
    auto released = co_await in_.injector.release_lines();
    auto back = co_await put_back();
    if (!released) co_return released;
    if (!back || in_.injector.typed().empty()) co_return back;
    auto on = co_await ensure_power(PersonAct::power_on, "reset");
    if (!on) co_return on;
    auto undone = co_await in_.injector.undo_all();
    co_return undone;
}

Task<Result<Phase>> Exam::abandon(Signal on, Text why) {
    beating_.reset();
    flushing_.reset();
    awaiting_boards_.reset();
    if (!over(headed_)) {
        auto given_up = co_await give_up(on, std::move(why));
        if (!given_up) {
            // The journal refuses: no intent can be written, yet no fault may outlive its keeper.
            auto rest = co_await in_.lines.release_all();
            if (!rest)
                fault_ = rest.error();
            else if (auto undo = left_in_the_pc(); !undo.fr.empty())
                fault_ = Error{Errc::environment,
                               {"la panne est encore dans le PC", "the fault is still in the PC"},
                               std::move(undo),
                               {}};
            co_return tl::unexpected(given_up.error());
        }
    }
    phase_ = headed_;
    auto healed = co_await heal();
    if (!healed && !fault_) fault_ = healed.error();
    auto finished = co_await finish();
    // Refused: hold() had handed in the last record already.
    const bool was_last = !finished && finished.error().code == Errc::refused;
    if (finished || was_last) co_return phase_;
    auto rest = co_await in_.lines.release_all();
    if (!rest) fault_ = rest.error();
    co_return tl::unexpected(finished.error());
}

}  // namespace banc
