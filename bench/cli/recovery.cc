// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/recovery.h"

#include <algorithm>
#include <filesystem>

#include "bench/cli/dossier.h"
#include "bench/exam/machine.h"
#include "bench/guard/guard_log.h"
#include "bench/inject/injector.h"
#include "bench/inject/line_history.h"
#include "bench/inject/on_record.h"
#include "bench/journal/fields.h"
#include "bench/journal/layout.h"
#include "bench/scenario/load.h"
#include "bench/yaml/read.h"

namespace banc {
namespace {

const Text kGone{"le programme qui tenait l'épreuve a disparu",
                 "the program that held the exam is gone"};

Phase phase_of(const std::vector<Record>& journal) {
    std::string to;
    for (const auto& record : journal)
        if (record.kind == "state") to = text_field(record.body, "to");
    for (auto phase : kPhases)
        if (word(phase) == to) return phase;
    return Phase::planned;
}

// The monotonic time now, on the clock of the record: after a restart of the controller only the
// wall clocks can be compared.
Nanos now_for(const Record& record, const BootId& boot, Instant now) {
    if (record.boot == boot) return now.since_boot;
    const Nanos away{now.wall.unix_ns - record.at.wall.unix_ns};
    return record.at.since_boot + std::max(away, Nanos{0});
}

// Of the program that held the exam: a recovery that was killed too holds nothing.
const Record& last_of_the_first(const std::vector<Record>& journal) {
    const auto again = std::ranges::find(journal, "reopened", &Record::kind);
    return again == journal.end() ? journal.back() : *std::prev(again);
}

// What the bench typed, or asked of a person; `whole`: and it ended well.
enum class How { begun, whole };
using IsIt = std::function<bool(const Json& intent)>;
bool was_done(const std::vector<Record>& journal, const IsIt& it, How how) {
    const auto answered = [&](std::uint64_t intent) {
        return std::ranges::any_of(journal, [&](const Record& r) {
            return r.kind == "outcome" && count_field(r.body, "intent") == intent &&
                   text_field(r.body, "result") == "done";
        });
    };
    return std::ranges::any_of(journal, [&](const Record& r) {
        return r.kind == "intent" && it(r.body) && (how == How::begun || answered(r.seq));
    });
}

IsIt typed(const std::string& shown) {
    return [shown](const Json& intent) {
        return text_field(intent, "act") == "console" && text_field(intent, "shown") == shown;
    };
}

IsIt asked(const std::string& part, const std::string& purpose) {
    return [part, purpose](const Json& intent) {
        return text_field(intent, "act") == "ask" && text_field(intent, "part") == part &&
               text_field(intent, "purpose") == purpose;
    };
}

}  // namespace

Task<Result<void>> Recovery::run() {
    auto done = open_journal();
    if (done) done = read_bench();
    if (done) done = co_await post_guard();
    if (done) done = announce();
    if (done) done = co_await copy_guard_log(plan_.folder, *logbook_);
    if (!done) co_return done;
    co_await open_boards();
    done = co_await settle_lines();
    if (!done) co_return done;
    name_what_is_left_in();
    done = co_await close();
    guard_->goodbye();
    co_return done;
}

Result<void> Recovery::open_journal() {
    if (!std::filesystem::exists(plan_.folder + "/journal"))
        return fail(Errc::environment,
                    text("{} n'est pas une épreuve", "{} is not an exam", plan_.folder));
    const auto key = SigningKey::load(plan_.data_folder);
    if (!key) return tl::unexpected<Error>(key.error());
    auto reopened = JournalWriter::reopen(plan_.folder, *key, loop_);
    if (!reopened) return tl::unexpected<Error>(std::move(reopened.error()));
    writer_ = std::move(reopened->writer);
    last_ = last_of_the_first(reopened->before.records);
    logbook_ = std::make_unique<JournalLogbook>(*writer_, std::move(reopened->before.records));
    logbook_->on_record = on_record;
    written_ = std::make_unique<QSocketNotifier>(writer_->wake_fd(), QSocketNotifier::Read);
    QObject::connect(written_.get(), &QSocketNotifier::activated, written_.get(),
                     [this] { writer_->deliver(); });
    return {};
}

// As it was when the exam began, whatever was made of the file since.
Result<void> Recovery::read_bench() {
    const auto& opened = logbook_->records().front().body;
    const auto name = text_field(opened.value("bench", Json::object()), "blob");
    bench_file_ = plan_.folder + "/" + blob_path(name);
    const auto source = read_text_file(bench_file_);
    if (!source) return tl::unexpected<Error>(source.error());
    auto bench = load_bench(*source, bench_file_, Rules::of_its_day);
    if (!bench) return tl::unexpected<Error>(bench.error().front());
    bench_ = std::move(*bench);
    return {};
}

// The one that tends the boards lets go of them, and knows again what is in; a new one is told.
Task<Result<void>> Recovery::post_guard() {
    guard_ = std::make_unique<GuardClient>(
        loop_, GuardClient::Post{plan_.folder, bench_file_, plan_.virtual_dir, plan_.data_folder});
    auto welcomed = co_await guard_->start();
    co_return welcomed;
}

// Before anything here can fail: a guard that is new must know all that it may have to rest.
Result<void> Recovery::announce() {
    Result<void> known;
    for (const auto& line : bench_.lines) {
        const bool out = journal_says(logbook_->records(), line) == JournalSays::healthy;
        if (known && !out && !line.energises) known = guard_->before_fault(line.name);
    }
    return known;
}

// One that can't be opened has nothing to say: its lines are unreadable.
Task<void> Recovery::open_boards() {
    context_.emplace(BoardContext{loop_, plan_.boards, plan_.virtual_dir, nullptr});
    context_->first_look = FirstLook::none;
    for (const auto& config : bench_.boards) {
        auto board = co_await open_board(*context_, config);
        if (board)
            boards_.emplace(config.name, std::move(*board));
        else
            left_.push_back(board.error().what);
    }
    switch_ = std::make_unique<LineSwitch>(loop_, bench_, boards_);
    switch_->before_fault = [this](const auto& line) { return guard_->before_fault(line); };
    switch_->after_healthy = [this](const auto& line) { guard_->after_healthy(line); };
}

Task<Result<void>> Recovery::settle_lines() {
    auto wear = WearBook::open(plan_.data_folder + "/wear-" + bench_.name + ".json");
    if (wear)
        switch_->wear = std::move(*wear);
    else  // no fault stays in for a counter
        left_.push_back(wear.error().what);
    Result<void> done;
    for (const auto& line : bench_.lines)
        if (done) done = co_await settle(line);
    if (done) co_return done;
    // The journal refuses: no intent can be written, yet no fault may outlive its keeper.
    auto rested = co_await switch_->release_all();
    if (!rested) left_.push_back(rested.error().what);
    co_return done;
}

// The candidate does not get his seat back from this program: no line is held for him, and none is
// put in again.
Task<Result<void>> Recovery::settle(const LineConfig& line) {
    const LinePast past{Back::program, journal_says(logbook_->records(), line), HoldTime::over};
    LineReturn settling(*logbook_, *switch_, bench_);
    auto settled = co_await settling.settle(line.name, past);
    if (!settled) co_return tl::unexpected<Error>(std::move(settled.error()));
    const bool out = settled->act == RestartAct::nothing;
    if (out && settled->found.board == BoardSays::healthy) guard_->after_healthy(line.name);
    name_what_stays(line, *settled);
    lines_.push_back({line.name, std::move(*settled)});
    co_return Result<void>{};
}

void Recovery::name_what_stays(const LineConfig& line, const Settled& settled) {
    const bool at_rest = settled.found.board == BoardSays::healthy;
    if (settled.failed) left_.push_back(settled.failed->what);
    if (settled.act == RestartAct::quarantine)
        left_.push_back(
            text("{} : en quarantaine, sa carte ne dit rien : regardez-la, coupez le "
                 "banc au besoin",
                 "{}: quarantined, its board says nothing: look at it, cut the bench "
                 "if need be",
                 line.name));
    else if (line.energises && !at_rest && settled.found.journal != JournalSays::healthy)
        left_.push_back(
            text("{} alimente un PC ou presse son bouton : personne d'autre que vous "
                 "ne la remettra au repos",
                 "{} powers a PC or presses its button: nobody but you will put it "
                 "to rest",
                 line.name));
}

// By the bench or by a person, where no relay reaches it. Without the scenario nobody knows how to
// undo it.
void Recovery::name_what_is_left_in() {
    const auto& journal = logbook_->records();
    const auto dossier = load_dossier(plan_.folder);
    if (!dossier) {
        left_.push_back(dossier.error().front().what);
        return;
    }
    const auto still_in = [&](const IsIt& in, const IsIt& out) {
        return was_done(journal, in, How::begun) && !was_done(journal, out, How::whole);
    };
    for (const auto& [open, console, prepare, place] : dossier->dossier.scenario.inject) {
        const bool undoable = console && !console->undo.empty();
        if (undoable && still_in(typed(console->run), typed(console->undo)))
            left_.push_back(by_hand(console->undo));
        if (prepare && still_in(asked(prepare->part, "inject"), asked(prepare->part, "reset")))
            left_.push_back(put_back_words(prepare->part, prepare->undo));
    }
}

Task<Result<void>> Recovery::close() {
    const auto boot = this_boot();
    if (!boot) co_return tl::unexpected<Error>(boot.error());
    Phase phase = phase_of(logbook_->records());
    // Once verified the evidence stands, whatever became of the bench after that.
    const bool verified = phase == Phase::verified;
    const Signal on = verified ? Signal::close_unjudged : Signal::bench_failed;
    if (!over(phase) && !verified) {
        Json incident{{"what", {{"fr", kGone.fr}, {"en", kGone.en}}}};
        incident["from_ns"] = last_->at.since_boot.count();
        incident["to_ns"] = now_for(*last_, *boot, loop_.now()).count();
        auto noted = co_await logbook_->append("incident", std::move(incident));
        if (!noted) co_return tl::unexpected<Error>(std::move(noted.error()));
    }
    if (!over(phase)) {
        Json state{{"signal", word(on)}, {"from", word(phase)}};
        phase = *next(phase, on);
        state["to"] = word(phase);
        auto moved = co_await logbook_->append("state", std::move(state));
        if (!moved) co_return tl::unexpected<Error>(std::move(moved.error()));
    }
    outcome_ = phase == Phase::closed ? "verified" : word(phase);
    Json last{{"outcome", outcome_}};
    auto closed = co_await logbook_->close(std::move(last));
    co_return closed;
}

}  // namespace banc
