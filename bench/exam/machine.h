// SPDX-License-Identifier: EUPL-1.2
// The life of an exam (passage) as a table: the table decides, the exam does (design.md §6).
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace banc {

enum class Phase {
    planned,
    armed,     // healthy proven
    injected,  // symptom proven
    running,
    suspended,
    ended,     // the candidate is done, or time is up
    verified,  // contrôle final du banc done
    sealed,    // between two phases of the same passage
    assessed,  // the jurors have entered their view
    closed,
    aborted,
    bench_fault,
};
inline constexpr std::array kPhases{Phase::planned,  Phase::armed,     Phase::injected,
                                    Phase::running,  Phase::suspended, Phase::ended,
                                    Phase::verified, Phase::sealed,    Phase::assessed,
                                    Phase::closed,   Phase::aborted,   Phase::bench_fault};

enum class Signal {
    healthy_proven,
    symptom_proven,
    start,
    suspend,
    resume,
    candidate_done,
    time_up,
    check_done,
    seal,
    next_phase,
    assess,
    close_unjudged,  // training, mock and demonstrations: nobody assesses, the report says so
    close,
    abort,
    bench_failed,
};

struct Transition {
    Phase from;
    Signal on;
    Phase to;
};

// A pair that is absent is refused, and the refusal is journalled. abort and bench_failed stand in
// next(): they are the same from every phase that is not over.
inline constexpr std::array kTransitions{
    Transition{Phase::planned, Signal::healthy_proven, Phase::armed},
    Transition{Phase::armed, Signal::symptom_proven, Phase::injected},
    Transition{Phase::injected, Signal::start, Phase::running},
    Transition{Phase::running, Signal::suspend, Phase::suspended},
    Transition{Phase::suspended, Signal::resume, Phase::running},
    Transition{Phase::running, Signal::candidate_done, Phase::ended},
    Transition{Phase::running, Signal::time_up, Phase::ended},
    Transition{Phase::ended, Signal::check_done, Phase::verified},
    Transition{Phase::verified, Signal::seal, Phase::sealed},
    Transition{Phase::sealed, Signal::next_phase, Phase::planned},
    Transition{Phase::verified, Signal::assess, Phase::assessed},
    Transition{Phase::verified, Signal::close_unjudged, Phase::closed},
    Transition{Phase::assessed, Signal::close, Phase::closed},
};

constexpr bool over(Phase phase) {
    return phase == Phase::closed || phase == Phase::aborted || phase == Phase::bench_fault;
}

constexpr std::optional<Phase> next(Phase from, Signal on) {
    if (over(from)) return std::nullopt;
    if (on == Signal::abort) return Phase::aborted;
    if (on == Signal::bench_failed) return Phase::bench_fault;
    for (const auto& t : kTransitions)
        if (t.from == from && t.on == on) return t.to;
    return std::nullopt;
}

constexpr bool deterministic() {
    for (std::size_t i = 0; i < kTransitions.size(); ++i)
        for (std::size_t j = i + 1; j < kTransitions.size(); ++j)
            if (kTransitions[i].from == kTransitions[j].from &&
                kTransitions[i].on == kTransitions[j].on)
                return false;
    return true;
}
static_assert(deterministic());

// The words of the journal: "running", "bench-fault", "candidate_done".
std::string_view word(Phase phase);
std::string_view word(Signal signal);

}  // namespace banc
