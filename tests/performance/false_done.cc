// SPDX-License-Identifier: EUPL-1.2
// The share of injected faults that a driver notices, and how often it says "done" when the contact
// is elsewhere: ours, and a blind writer in the manner of tools that send and believe.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "tests/drivers/relay_bench.h"
#include "tests/support/at_once.h"

namespace banc {
namespace {

struct Fault {
    const char* name;
    void (*happens)(MemoryTransport& cable);
};
const Fault kFaults[] = {
    {"acknowledged, not moved", [](MemoryTransport& c) { c.board().frozen = true; }},
    {"mute after two writes", [](MemoryTransport& c) { c.mishaps.mute_after = 2; }},
    {"bus errors", [](MemoryTransport& c) { c.mishaps.bus_errors = 1'000'000; }},
    {"unplugged", [](MemoryTransport& c) { c.mishaps.unplugged = true; }},
    {"first byte lost", [](MemoryTransport& c) { c.mishaps.lost_byte = std::size_t{0}; }},
    {"second byte lost", [](MemoryTransport& c) { c.mishaps.lost_byte = std::size_t{1}; }},
    {"late answers", [](MemoryTransport& c) { c.mishaps.late = true; }},
    {"finger on the neighbour", [](MemoryTransport& c) { c.mishaps.finger = 1; }},
};

struct Count {
    int wrong = 0;       // the contacts are not where they were asked to be
    int noticed = 0;     // and the driver did not say done
    int false_done = 0;  // and the driver said done
};

// Sends the frames of a switching and believes that it happened if the bus took them.
bool blind(MemoryTransport& cable, const BoardProduct& board, const Move& move) {
    for (auto& frame : board.protocol->set(move, board.facts)) {
        frame.reply_size = 0;
        frame.until.reset();
        if (!at_once(cable.exchange(frame, Nanos{0}))) return false;
    }
    return true;
}

enum class Driver { ours, blind_writer };

// One switching of the last relay, with relay 1 already in.
void measure(const BoardProduct& board, const Fault& fault, Driver driver, Count& count) {
    for (const auto to : {Coil::energised, Coil::released}) {
        RelayBench bench(board);
        const auto last = relay(board.facts.channels);
        const auto before = to == Coil::energised ? Coil::released : Coil::energised;
        if (board.facts.channels < 2 || !at_once(bench.board.set(last, before)) ||
            !at_once(bench.board.set(relay(1), Coil::energised)))
            return;
        const Move move{last, to, Coils{static_cast<std::uint16_t>(bench.contacts())}};
        fault.happens(bench.cable);
        const bool done = driver == Driver::ours
                              ? at_once(bench.board.set(last, to)) == Confirmed::by_readback
                              : blind(bench.cable, board, move);
        if (bench.contacts() == move.after().bits) continue;
        ++count.wrong;
        ++(done ? count.false_done : count.noticed);
    }
}

}  // namespace

TEST_CASE("false done, ours and a blind writer's") {
    fmt::print("{:<26}{:>22}{:>30}\n", "fault, over all boards", "ours: noticed/wrong",
               "blind writer: noticed/wrong");
    Count all[2];
    for (const auto& fault : kFaults) {
        Count counts[2];
        for (const auto& [section, board] : shipped_boards())
            for (const auto driver : {Driver::ours, Driver::blind_writer})
                measure(board, fault, driver, counts[static_cast<int>(driver)]);
        fmt::print("{:<26}{:>15}/{:<6}{:>23}/{:<6}\n", fault.name, counts[0].noticed,
                   counts[0].wrong, counts[1].noticed, counts[1].wrong);
        for (const int driver : {0, 1}) {
            all[driver].wrong += counts[driver].wrong;
            all[driver].false_done += counts[driver].false_done;
        }
    }
    fmt::print("false done: ours {} of {}, blind writer {} of {}\n", all[0].false_done,
               all[0].wrong, all[1].false_done, all[1].wrong);
}

}  // namespace banc
