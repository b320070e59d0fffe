// SPDX-License-Identifier: EUPL-1.2
#include "bench/guard/orphan_table.h"

namespace banc {

// A daemon that does not die is taken over all the same: if it still holds its boards, the claim is
// refused and tried again, and nobody writes over anybody.
DaemonStep step_for(DaemonLife daemon) {
    switch (daemon) {
        case DaemonLife::beating:
        case DaemonLife::killed: return DaemonStep::watch;
        case DaemonLife::silent: return DaemonStep::kill;
        case DaemonLife::unkillable:
        case DaemonLife::gone: return DaemonStep::take_over;
    }
    return DaemonStep::watch;
}

LineFate fate_of(const LineCase& line) {
    if (step_for(line.daemon) != DaemonStep::take_over) return LineFate::leave;
    if (line.announced == Announced::out) return LineFate::leave;
    switch (line.rule) {
        case OrphanRule::energises: return LineFate::leave;
        case OrphanRule::rest: return LineFate::rest;
        case OrphanRule::hold: break;
    }
    const bool awaited = line.parting == Parting::none && line.hold == HoldTime::running;
    return awaited ? LineFate::wait : LineFate::rest;
}

}  // namespace banc
