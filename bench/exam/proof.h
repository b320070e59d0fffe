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

// The bench's last look at the end of an exam: asks until every state is true, or the answers have
// not changed for a while, or the scenario's time is over.
Task<Result<void>> final_probes(Instruments& instruments, Nanos within);

}  // namespace banc
