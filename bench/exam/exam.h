// SPDX-License-Identifier: EUPL-1.2
// One candidate's passage, from the healthy PC to the closed journal. The table (machine.h) decides
// what may follow what; this file does it, and journals each move before anybody sees it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bench/exam/clock.h"
#include "bench/exam/instruments.h"
#include "bench/exam/machine.h"

namespace banc {

// Record 1, apart from what the journal itself adds.
struct ExamSheet {
    std::string exam_id;
    Mode mode = Mode::training;
    std::string title;  // code of the référentiel
    std::string millesime;
    std::string candidate;  // pseudonymous
    std::uint64_t seed = 0;
    Parameters parameters;
    Factor factor;
    Json scenario;     // {id, version, title, blob}
    Json referential;  // {blob}
    Json bench;        // {name, blob}
    Json program;      // {name, version}
    // Of recorded pieces, which nobody sat.
    bool composed = false;
};

// The person at the PC. In training and demonstrations it may be a script.
class Candidate {
public:
    virtual ~Candidate() = default;
    // Shown before anything of his is recorded; ends when he has read it.
    virtual Task<void> be_told(std::vector<std::string> notice) = 0;
    // In training, while he works.
    virtual void be_hinted(const std::string& words) = 0;
    // Ends when the candidate hands the PC back.
    virtual Task<void> repair() = 0;
};

class Exam {
public:
    Exam(Instruments& instruments, ExamSheet sheet);

    // The whole passage. Ends in closed, or in bench_fault with the bench healed as far as it can
    // be. An error is the journal's: nothing more can be recorded.
    Task<Result<Phase>> hold(Candidate& candidate);
    // Stops it wherever it is (drop the task of hold() first): heals the bench, closes the journal.
    Task<Result<Phase>> abandon(Signal signal, Text why);

    [[nodiscard]] Phase phase() const { return phase_; }
    [[nodiscard]] const ExamClock& clock() const { return clock_; }
    // Why the bench was at fault, for the person at the keyboard.
    [[nodiscard]] const std::optional<Error>& fault() const { return fault_; }

private:
    Task<Result<void>> live(Candidate& candidate);
    Task<Result<void>> open();
    Task<Result<void>> arm();
    Task<Result<void>> inject();
    Task<Result<Signal>> sit(Candidate& candidate);
    Task<Result<void>> check();
    Task<Result<void>> cover_the_end();
    Task<Result<void>> restore();
    Task<Result<void>> close();
    Task<Result<void>> heal();
    Task<Result<void>> finish();
    Task<Result<void>> give_up(Signal on, Text why);
    Task<Result<void>> signal(Signal on);
    Task<Result<void>> ask_person(PersonRequest request, std::string purpose);
    Task<Result<void>> ensure_power(PersonAct act, std::string purpose);
    Task<Result<void>> break_by_hand(Preparation work);
    Task<Result<void>> put_back();
    [[nodiscard]] bool mends_while_pc_off() const;
    [[nodiscard]] Text left_in_the_pc() const;
    Task<Result<void>> set_clock();
    Task<Result<void>> tell_notice(Candidate& candidate);
    // Housekeeping that runs from the arming to the end of the final check.
    Task<void> beat_for_ever();
    Task<void> flush_for_ever();
    Task<void> give_hints(Candidate& candidate);
    Task<void> watch_probes();
    Task<void> watch_lines();
    Task<void> watch_boards();
    Task<Result<void>> last_boards();
    void stop_for_the_journal();

    Instruments& in_;
    ExamSheet sheet_;
    Phase phase_ = Phase::planned;
    Phase headed_ = Phase::planned;  // the phase_ to come, while its record is on its way
    ExamClock clock_;
    std::optional<Error> fault_;
    std::vector<Preparation> by_hand_;              // what a person broke and nobody put back yet
    std::optional<Answer<Signal>::Resolver> over_;  // while the candidate works
    std::optional<Running> beating_;
    std::optional<Running> flushing_;
    std::optional<Running> awaiting_boards_;
};

}  // namespace banc
