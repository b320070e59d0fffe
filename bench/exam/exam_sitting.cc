// SPDX-License-Identifier: EUPL-1.2
// While the candidate works, and the bench's own last look after that. The contacts stay in the
// fault position until the final check is done.
#include "bench/exam/exam.h"
#include "bench/exam/proof.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kHeartbeat = 5s;        // design.md §5.5
constexpr Nanos kConsoleFlush = 500ms;  // what a crash may lose of the raw console
constexpr Nanos kReadBackEvery = 1s;

}  // namespace

Task<Result<Signal>> Exam::sit(Candidate& candidate) {
    auto told = co_await tell_notice(candidate);
    if (!told) co_return tl::unexpected(told.error());
    auto clocked = co_await set_clock();
    if (!clocked) co_return tl::unexpected(clocked.error());
    auto started = co_await signal(Signal::start);
    if (!started) co_return tl::unexpected(started.error());

    Answer<Signal> over(in_.loop);
    over_.emplace(over.resolver());
    const auto time_up = in_.loop.after(clock_.left(in_.loop.now().since_boot),
                                        [r = over.resolver()] { r(Signal::time_up); });
    const Running probes(watch_probes());
    const Running lines(watch_lines());
    const Running hints(give_hints(candidate));
    const Running work([](Candidate& person, Answer<Signal>::Resolver done) -> Task<void> {
        co_await person.repair();
        done(Signal::candidate_done);
    }(candidate, over.resolver()));
    const Signal how = co_await over;
    if (how == Signal::bench_failed)
        co_return fail(Errc::environment,
                       {"le journal n'est plus écrit", "the journal can't be written"},
                       {"libérez de la place, puis recommencez l'épreuve",
                        "free some space, then hold the exam again"});
    co_return how;
}

Task<Result<void>> Exam::check() {
    auto before = co_await in_.line_watch.look("final");
    if (!before) co_return before;
    auto covered = co_await cover_the_end();
    if (!covered) co_return covered;
    if (in_.scenario.final_check.restart) {
        auto restarted = co_await ensure_power(PersonAct::restart, "final");
        if (!restarted) co_return restarted;
    }
    const Nanos start = in_.scenario.final_check.restart ? kPcStarts : 0s;
    const LastLook look{start, in_.scenario.final_check.within};
    auto probed = co_await final_probes(in_, look);
    if (!probed) co_return probed;
    auto after = co_await in_.line_watch.look("final");
    if (!after) co_return after;
    auto done = co_await signal(Signal::check_done);
    if (!done) co_return done;
    beating_.reset();
    auto anchored = co_await in_.logbook.anchor();
    co_return anchored;
}

// An agent that answers on both sides of the end was alive at the end: without this its coverage
// would stop at the last watch probe, and no absence could be told.
Task<Result<void>> Exam::cover_the_end() {
    // The agent may still be busy with a question that was dropped with the candidate's time; that
    // of a PC that is off won't speak, what is plugged into the bench may.
    const Nanos busy =
        in_.powered() == false ? Nanos{0} : in_.probes.longest_answer() + ProbeRound::kKnock;
    auto asked = co_await in_.probes.ask_all(Purpose::watch, busy);
    if (!asked) co_return tl::unexpected(asked.error());
    auto beat = co_await in_.heartbeat.beat();
    co_return beat;
}

Task<Result<void>> Exam::restore() {
    auto boards = co_await last_boards();
    if (!boards) co_return boards;
    if (mends_while_pc_off()) {
        auto off = co_await ensure_power(PersonAct::power_off, "reset");
        if (!off) co_return off;
    }
    auto released = co_await in_.injector.release_lines();
    if (!released) co_return released;
    auto back = co_await put_back();
    if (!back) co_return back;
    auto on = co_await ensure_power(PersonAct::power_on, "reset");
    if (!on) co_return on;
    auto undone = co_await in_.injector.undo_all();  // what is left: what the bench typed
    if (!undone) co_return undone;
    Proof proof{in_.scenario.reset.prove, in_.scenario.reset.within + kPcStarts, Purpose::reset,
                static_cast<std::uint64_t>(in_.logbook.records().size())};
    auto healthy = co_await prove(in_, std::move(proof));
    if (!healthy) co_return tl::unexpected(healthy.error());
    if (healthy->finding != Finding::true_)
        co_return fail(Errc::environment,
                       {"la remise en état n'a pas été constatée", "the reset was not proven"},
                       {"remettez le poste en état à la main", "put the bench in order by hand"});
    co_return Result<void>{};
}

// Journalled before he reads it; never in an exam that counts.
Task<void> Exam::give_hints(Candidate& candidate) {
    if (sheet_.mode != Mode::training) co_return;
    for (const auto& hint : in_.scenario.hints) {
        co_await pause(in_.loop, clock_.opened + hint.after - in_.loop.now().since_boot);
        Json body{{"text", hint.text}, {"after_ms", hint.after.count() / 1'000'000}};
        auto written = co_await in_.logbook.append("hint", std::move(body));
        if (!written) co_return stop_for_the_journal();
        candidate.be_hinted(hint.text);
    }
}

// A board that is back by now is put to rest like the others; one that is not, a person must see.
Task<Result<void>> Exam::last_boards() {
    awaiting_boards_.reset();
    in_.boards.end_of_exam();
    auto looked = co_await in_.boards.look();
    co_return looked;
}

// Without evidence there is no exam: the candidate's time ends here.
void Exam::stop_for_the_journal() {
    if (over_) (*over_)(Signal::bench_failed);
}

Task<void> Exam::beat_for_ever() {
    while (true) {
        auto beat = co_await in_.heartbeat.beat();
        if (!beat) co_return stop_for_the_journal();
        co_await pause(in_.loop, kHeartbeat);
    }
}

Task<void> Exam::flush_for_ever() {
    while (true) {
        co_await pause(in_.loop, kConsoleFlush);
        auto flushed = co_await in_.flush();
        if (!flushed) co_return stop_for_the_journal();
    }
}

Task<void> Exam::watch_probes() {
    co_await in_.probes.watch();
    stop_for_the_journal();
}

Task<void> Exam::watch_boards() {
    co_await in_.boards.watch();
    stop_for_the_journal();
}

Task<void> Exam::watch_lines() {
    while (true) {
        auto looked = co_await in_.line_watch.look("watch");
        if (!looked) co_return stop_for_the_journal();
        co_await pause(in_.loop, kReadBackEvery);
    }
}

}  // namespace banc
