// SPDX-License-Identifier: EUPL-1.2
// A whole exam composed from recorded pieces: what no virtual PC has (a dock, a meter on a rail, a
// wrist strap) still goes through the real drivers, watches, exam and journal. Its time is its
// own: a quarter of an hour passes in seconds.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "bench/core/manual_loop.h"
#include "bench/exam/exam.h"
#include "bench/journal/journal_logbook.h"
#include "bench/rehearsal/narrator.h"
#include "bench/rehearsal/recorded_bench.h"
#include "bench/rehearsal/rehearsal.h"

namespace banc {

class Composition final : People, Candidate {
public:
    // A plan whose scenario has `recorded`, with a script. `pieces`: where they lie.
    Composition(RehearsalPlan plan, const std::string& pieces, Rehearsal::Tell tell);

    // From nothing to a closed journal, or the error that prevented it. Blocks.
    Result<Phase> run();

    // As of a rehearsal.
    [[nodiscard]] std::string exam_folder() const { return exam_ ? folder_ : std::string(); }
    [[nodiscard]] Score score(const Referential& title) const;
    [[nodiscard]] std::optional<Error> concern() const;
    [[nodiscard]] bool restored() const { return exam_ && !exam_->fault(); }
    [[nodiscard]] bool played() const { return played_; }

private:
    Task<Result<PersonAnswer>> ask(PersonRequest request) override;
    Task<void> be_told(std::vector<std::string>) override { co_return; }
    void be_hinted(const std::string&) override {}
    Task<void> repair() override;
    Result<void> set_up();
    Result<void> write_all();

    RehearsalPlan plan_;
    Rehearsal::Tell tell_;
    std::string folder_;
    Narrator narrator_;
    std::optional<Error> stuck_;
    bool played_ = false;
    enum class Power { off, on } power_ = Power::off;
    enum class State { healthy, broken } state_ = State::healthy;
    // In the order of construction; each uses those above it.
    ManualLoop loop_;
    RecordedBench recorded_;
    Bench bench_;
    std::unique_ptr<JournalWriter> writer_;
    std::unique_ptr<JournalLogbook> logbook_;
    std::unique_ptr<Instruments> instruments_;
    std::unique_ptr<Exam> exam_;
};

}  // namespace banc
