// SPDX-License-Identifier: EUPL-1.2
// A whole exam on a virtual bench, as `banc demo` holds it. Only the persons are stand-ins:
// drivers, journal and exam are those of a real bench.
#pragma once

#include <QSocketNotifier>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "bench/exam/exam.h"
#include "bench/guard/guard_client.h"
#include "bench/journal/journal_logbook.h"
#include "bench/rehearsal/json_peer.h"
#include "bench/rehearsal/narrator.h"
#include "bench/rehearsal/scripted_candidate.h"
#include "bench/rehearsal/terminal_candidate.h"
#include "bench/rehearsal/virtual_people.h"
#include "bench/rehearsal/virtual_process.h"
#include "bench/scoring/score.h"
#include "drivers/transport/open_board.h"
#include "drivers/transport/smart_worker.h"

namespace banc {

// What goes wrong on the bench, to show what the exam makes of it.
enum class Mishap {
    none,
    contact,  // it lets go of a line in mid-exam
    unplug,   // the USB cable of that line's board comes out as the exam begins, and goes in again
};

struct RehearsalPlan {
    Scenario scenario;  // bound to its parameters
    std::string referential_source;
    BenchConfig bench;
    std::string bench_file;  // where it was read, for the guard to read it too
    Secrets secrets;
    ExamSheet sheet;
    std::string data_folder;                // exams/<id> and keys/ lie in it
    BoardTable boards;                      // drivers/relay/boards.yaml
    std::optional<CandidateScript> script;  // none: the person at the keyboard is the candidate
    Mishap mishap = Mishap::none;
    std::string mishap_line;  // of the scenario; empty without a mishap
    Nanos linger{0};
    std::string disks_folder;  // where the PC's disks stay after the exam; empty: nowhere
    Lang lang = Lang::fr;
};

class Rehearsal {
public:
    using Tell = std::function<void(const std::string& line)>;

    Rehearsal(Loop& loop, RehearsalPlan plan, Tell tell);
    ~Rehearsal();

    // From nothing to a closed journal, or the error that prevented it.
    Task<Result<Phase>> run();
    // Ctrl-C: drop run() first. Heals the bench and closes the journal.
    Task<Result<Phase>> abandon();

    // Empty until an exam was begun.
    [[nodiscard]] std::string exam_folder() const { return exam_ ? folder_ : std::string(); }
    // Made of the records as they were written, before anything is read back from the disk.
    [[nodiscard]] Score score(const Referential& title) const;
    // What a person must look after although the exam was held: a script that did not fit, a bench
    // that could not be put back in order.
    [[nodiscard]] std::optional<Error> concern() const;
    [[nodiscard]] bool restored() const { return exam_ && !exam_->fault(); }
    // The candidate's script, if he has one, came to its end.
    [[nodiscard]] bool played() const { return !scripted_ || scripted_->finished(); }
    // The candidate at the keyboard asked to stop.
    void on_abort(std::function<void()> call) { abort_ = std::move(call); }

private:
    Task<Result<Phase>> hold();
    Task<Result<void>> set_up();
    Task<Result<void>> keep_disks();
    Task<Result<void>> open_boards();
    Task<Result<void>> post_guard();
    Result<void> open_lines();
    Result<void> open_instruments();
    Result<void> open_journal();
    Result<void> prepare_exam();
    void warn_of_wear();
    void recorded(const Record& record);
    void say(std::string line);
    Task<void> let_go();
    Task<void> pull_cable();
    Task<void> handle(Json request);

    Loop& loop_;
    RehearsalPlan plan_;
    Tell tell_;
    std::function<void()> abort_;
    std::string folder_;
    Narrator narrator_;
    Sightings sightings_;
    // In the order of construction; each uses those above it.
    VirtualProcess process_;
    std::unique_ptr<GuardClient> guard_;
    std::optional<BoardContext> boards_;
    std::unique_ptr<SmartWorker> smart_;
    Bench bench_;
    std::unique_ptr<JsonPeer> hands_;
    std::unique_ptr<JsonPeer> panel_;
    std::unique_ptr<ByteLine> desk_;
    std::unique_ptr<JournalWriter> writer_;
    std::unique_ptr<QSocketNotifier> written_;
    std::unique_ptr<JournalLogbook> logbook_;
    std::unique_ptr<VirtualPeople> people_;
    std::unique_ptr<Instruments> instruments_;
    std::unique_ptr<Exam> exam_;
    std::unique_ptr<ScriptedCandidate> scripted_;
    std::unique_ptr<TerminalCandidate> terminal_;
    std::optional<Running> mishap_;
};

}  // namespace banc
