// SPDX-License-Identifier: EUPL-1.2
// What the guard does about the daemon, and what becomes of each line (design.md §2.3). Pure.
#pragma once

#include "bench/inject/orphan_rule.h"

namespace banc {

// The program that runs exams, as the guard sees it.
enum class DaemonLife {
    beating,     // its heartbeat comes
    silent,      // it is there, and its heartbeat has not come for too long
    killed,      // told to die
    unkillable,  // told to die and still there: it hangs in the kernel
    gone,        // the process has ended, its claims with it
};

// Whether it said that it was about to end: nobody will come back for its lines.
enum class Parting { none, goodbye };

// `in`: announced for its fault position, not yet back from it.
enum class Announced { in, out };

struct LineCase {
    DaemonLife daemon = DaemonLife::beating;
    Parting parting = Parting::none;
    OrphanRule rule = OrphanRule::rest;
    Announced announced = Announced::out;
    HoldTime hold = HoldTime::running;
};

enum class DaemonStep { watch, kill, take_over };
DaemonStep step_for(DaemonLife daemon);

enum class LineFate { leave, wait, rest };
LineFate fate_of(const LineCase& line);

}  // namespace banc
