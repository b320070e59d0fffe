// SPDX-License-Identifier: EUPL-1.2
// The share of injected faults that a driver notices, and how often it says "done" when the contact
// is elsewhere: ours, and a blind writer in the manner of tools that send and believe. Over every
// shipped board that can be read back; of the others ours never says more than "sent".
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
    Count& operator+=(const Count& other) {
        wrong += other.wrong;
        noticed += other.noticed;
        false_done += other.false_done;
        return *this;
    }
};

std::string share(const Count& count) { return fmt::format("{}/{}", count.noticed, count.wrong); }

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
        if (!at_once(bench.board.set(last, before)) ||
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
    std::vector<BoardProduct> boards;
    for (const auto& [section, board] : shipped_boards())
        if (board.facts.channels > 1 && board.protocol->query != nullptr) boards.push_back(board);
    fmt::print("wrong contacts noticed, over {} boards{:>10}{:>16}\n", boards.size(), "ours",
               "blind writer");
    std::array<Count, 2> all{};
    for (const auto& fault : kFaults) {
        std::array<Count, 2> counts{};
        for (const auto& board : boards) {
            measure(board, fault, Driver::ours, counts[0]);
            measure(board, fault, Driver::blind_writer, counts[1]);
        }
        fmt::print("  {:<36}{:>10}{:>16}\n", fault.name, share(counts[0]), share(counts[1]));
        for (const std::size_t driver : {0U, 1U}) all.at(driver) += counts.at(driver);
    }
    fmt::print("  {:<36}{:>10}{:>16}\n", "all", share(all[0]), share(all[1]));
    fmt::print("  {:<36}{:>10}{:>16}\n", "said \"done\" of a wrong contact", all[0].false_done,
               all[1].false_done);
}

}  // namespace banc
