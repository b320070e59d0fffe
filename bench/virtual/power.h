// SPDX-License-Identifier: EUPL-1.2
// The PC's power as a table: state and signal to next state and what is done to QEMU. Off means
// that no QEMU runs. After mains come back the PC stays off: nothing energises by itself.
#pragma once

#include <string_view>

namespace banc {

enum class Power {
    dark,        // no mains
    off,         // plugged in, waiting for the button
    on,          // a QEMU runs
    restarting,  // the guest asked for a reset: the old QEMU is ending, a new one follows
};
enum class PowerSignal {
    press,  // the front button, briefly
    hold,   // for four seconds or more: off without asking the system (ATX)
    cut,    // mains
    restore,
    guest_reset,  // QEMU says so, then ends
    ended,        // the QEMU process is gone
};
enum class PowerAction { none, start, ask, kill };

struct PowerStep {
    Power next;
    PowerAction action;
    friend bool operator==(const PowerStep&, const PowerStep&) = default;
};
PowerStep power_step(Power now, PowerSignal signal);

}  // namespace banc
