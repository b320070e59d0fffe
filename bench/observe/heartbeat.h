// SPDX-License-Identifier: EUPL-1.2
// Every 5 s: where the contacts are and which sources were proven alive, so that an absence can be
// told from blindness (design.md §5.4).
#pragma once

#include "bench/journal/logbook.h"
#include "bench/observe/console_watch.h"
#include "bench/observe/input_watch.h"
#include "bench/observe/line_watch.h"
#include "bench/observe/meter_watch.h"
#include "bench/observe/probe_round.h"
#include "bench/observe/usb_watch.h"

namespace banc {

class Heartbeat {
public:
    // What it asks for signs of life.
    struct Sources {
        LineWatch& lines;
        ProbeRound& probes;
        ConsoleWatches& consoles;
        MeterWatches& meters;
        InputWatches& inputs;
        UsbWatch* usb = nullptr;  // none: the scenario does not look at the bench's USB
    };
    Heartbeat(Logbook& logbook, Sources sources) : logbook_(logbook), sources_(sources) {}

    // What the meters printed is journalled with it: they say little, but all the time.
    Task<Result<void>> beat();

private:
    Logbook& logbook_;
    Sources sources_;
};

}  // namespace banc
