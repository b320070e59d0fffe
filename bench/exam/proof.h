// SPDX-License-Identifier: EUPL-1.2
// "Healthy" and "the symptom is there" are seen, never assumed: the probes are asked again until
// the expression holds or the scenario's time for it is over.
#pragma once

#include "bench/exam/instruments.h"
#include "bench/scoring/evidence.h"

namespace banc {

struct Proof {
    Expression expression;
    Nanos within{0};
    Purpose purpose = Purpose::healthy;
    std::uint64_t since = 1;  // record number: evidence older than that does not count
};

// The finding when it became true, or the last one when time ran out. Fails only when the journal
// does.
Task<Result<Answered>> prove(Instruments& instruments, Proof proof);

// The bench's last look at the end of an exam. A PC that has just started answers before its
// network is up, and a switch port may take 30 s to forward: as long as a state is false the
// scenario's own time is given to it, from the moment the PC answers every question.
struct LastLook {
    Nanos start{0};   // for the PC to answer at all
    Nanos within{0};  // for its states to become true after that
};
Task<Result<void>> final_probes(Instruments& instruments, LastLook look);

}  // namespace banc
