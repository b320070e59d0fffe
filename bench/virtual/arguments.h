// SPDX-License-Identifier: EUPL-1.2
// QEMU's argument list for the PC as it is now. Pure. Debian's qemu-system-x86 7.2.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/core/json.h"
#include "bench/virtual/lines.h"

namespace banc {

// The bench's own copies of the disks: what a candidate writes stays there until the bench ends.
struct PcDisks {
    std::string system;  // disk0
    std::string blank;   // the new disk of a swap
    std::string data;    // disk1
    std::string stick;
    std::uint64_t bad_sector = 0;  // of disk0, 512 bytes each: where the client's photos lie
    std::string new_data{};        // the new disk1 of a swap
};

// Descriptors QEMU inherits, each one end of a socket pair.
struct PcWires {
    int monitor = -1;  // QMP, stream
    int console = -1;  // stream
    int agent = -1;    // stream
    int network = -1;  // datagrams, one frame each
};

// The PC starts stopped: the monitor sets the cable, then lets it go.
std::vector<std::string> qemu_arguments(const PcState& pc, const PcDisks& disks,
                                        const PcWires& wires);

// What to tell a running PC's monitor when a line changes, in order. Empty for what a PC only sees
// at its next start (clock, memory, boot order, the data disk, and a system disk that is powered
// again).
std::vector<Json> live_commands(Line line, Health to);
// What to tell it before it starts.
std::vector<Json> first_commands(const PcState& pc);

}  // namespace banc
