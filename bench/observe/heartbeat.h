// SPDX-License-Identifier: EUPL-1.2
// Every 5 s: where the contacts are and which sources were proven alive, so that an absence can be
// told from blindness (design.md §5.4).
#pragma once

#include "bench/journal/logbook.h"
#include "bench/observe/console_watch.h"
#include "bench/observe/line_watch.h"
#include "bench/observe/probe_round.h"

namespace banc {

class Heartbeat {
public:
    Heartbeat(Logbook& logbook, LineWatch& lines, ProbeRound& probes, ConsoleWatches& consoles)
        : logbook_(logbook), lines_(lines), probes_(probes), consoles_(consoles) {}

    Task<Result<void>> beat();

private:
    Logbook& logbook_;
    LineWatch& lines_;
    ProbeRound& probes_;
    ConsoleWatches& consoles_;
};

}  // namespace banc
