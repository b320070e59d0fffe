// SPDX-License-Identifier: EUPL-1.2
// Plays of scripted candidates, several at a time, each a `banc demo` of its own, and what each of
// them broke of the invariants of design.md §2.1.
#pragma once

#include <QProcess>
#include <functional>
#include <optional>
#include <set>

#include "bench/cli/play.h"
#include "bench/core/task.h"
#include "bench/rehearsal/outcome.h"
#include "bench/scenario/draws.h"
#include "drivers/transport/qt_loop.h"

namespace banc {

struct Play {
    const Scenario* scenario = nullptr;
    std::string who;
    Draw drawn;
    // Filled in when it was played.
    std::string exam{};  // its folder; empty when there was none
    std::vector<Text> broken{};
    Nanos took{0};
    bool restored = false;  // the reset was proven
    bool played = false;    // the exam was held, and the candidate came to the end of his script
};

struct ProvingPlan {
    std::vector<Play> plays;
    std::string out;   // a folder for each play below it
    std::string keep;  // where good plays of the plan's seed are kept (play.h); empty: nowhere
    std::uint64_t seed = 1;
    Lang lang = Lang::fr;  // of what a play tells
    std::size_t jobs = 1;
    bool tidy = false;  // remove the folder of a play that broke nothing
};

class Proving {
public:
    using Tell = std::function<void(const Play& play, std::size_t done)>;

    Proving(ProvingPlan plan, Tell tell) : plan_(std::move(plan)), tell_(std::move(tell)) {}

    // Plays them all. An error: what no play could be judged by is missing.
    Result<void> run();
    // Lets the plays under way heal their bench; no other begins.
    void stop();

    [[nodiscard]] const std::vector<Play>& plays() const { return plan_.plays; }
    [[nodiscard]] bool stopped() const { return stopped_; }

private:
    Task<void> work();
    Task<void> play(Play& play);
    Task<int> demo(QProcess& process, const Play& play);
    void judge(Play& play, const Outcome& outcome);
    void judge_disks(Play& play) const;
    Result<void> keep(const Play& play) const;
    [[nodiscard]] std::string folder(const Play& play) const;

    ProvingPlan plan_;
    Tell tell_;
    QtLoop loop_;
    std::string healthy_disks_;
    std::size_t next_ = 0;
    std::size_t done_ = 0;
    std::size_t working_ = 0;
    std::set<QProcess*> playing_;
    bool stopped_ = false;
};

}  // namespace banc
