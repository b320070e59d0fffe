// SPDX-License-Identifier: EUPL-1.2
#include "bench/exam/machine.h"

namespace banc {

std::string_view word(Phase phase) {
    switch (phase) {
        case Phase::planned: return "planned";
        case Phase::armed: return "armed";
        case Phase::injected: return "injected";
        case Phase::running: return "running";
        case Phase::suspended: return "suspended";
        case Phase::ended: return "ended";
        case Phase::verified: return "verified";
        case Phase::sealed: return "sealed";
        case Phase::assessed: return "assessed";
        case Phase::closed: return "closed";
        case Phase::aborted: return "aborted";
        case Phase::bench_fault: return "bench-fault";
    }
    return "?";
}

std::string_view word(Signal signal) {
    switch (signal) {
        case Signal::healthy_proven: return "healthy_proven";
        case Signal::symptom_proven: return "symptom_proven";
        case Signal::start: return "start";
        case Signal::suspend: return "suspend";
        case Signal::resume: return "resume";
        case Signal::candidate_done: return "candidate_done";
        case Signal::time_up: return "time_up";
        case Signal::check_done: return "check_done";
        case Signal::seal: return "seal";
        case Signal::next_phase: return "next_phase";
        case Signal::assess: return "assess";
        case Signal::close_unjudged: return "close_unjudged";
        case Signal::close: return "close";
        case Signal::abort: return "abort";
        case Signal::bench_failed: return "bench_failed";
    }
    return "?";
}

}  // namespace banc
