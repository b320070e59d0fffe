// SPDX-License-Identifier: EUPL-1.2
// Everything that can go wrong on the way to a board, over every board in boards.yaml: a switching
// may fail, it may be unknown, but it is never called done when the contact is elsewhere.
#include <catch2/catch.hpp>

#include "tests/drivers/relay_bench.h"
#include "tests/support/at_once.h"

namespace banc {
namespace {

struct Fault {
    std::string name;
    void (*happens)(MemoryTransport& cable);
};

std::vector<Fault> faults() {
    std::vector<Fault> out{
        {"unplugged", [](MemoryTransport& c) { c.mishaps.unplugged = true; }},
        {"pulled in mid-command",
         [](MemoryTransport& c) { c.mishaps.pulled_in_mid_command = true; }},
        {"mute", [](MemoryTransport& c) { c.mishaps.mute = true; }},
        {"mute after two writes", [](MemoryTransport& c) { c.mishaps.mute_after = 2; }},
        {"one bus error", [](MemoryTransport& c) { c.mishaps.bus_errors = 1; }},
        {"bus errors without end", [](MemoryTransport& c) { c.mishaps.bus_errors = 1'000'000; }},
        {"stall", [](MemoryTransport& c) { c.mishaps.stalls = true; }},
        {"busy", [](MemoryTransport& c) { c.mishaps.busy = true; }},
        {"acknowledged, not moved", [](MemoryTransport& c) { c.board().frozen = true; }},
        {"late answers", [](MemoryTransport& c) { c.mishaps.late = true; }},
        {"replies of 00", [](MemoryTransport& c) { c.mishaps.noise = std::uint8_t{0x00}; }},
        {"replies of 55", [](MemoryTransport& c) { c.mishaps.noise = std::uint8_t{0x55}; }},
        {"replies of FF", [](MemoryTransport& c) { c.mishaps.noise = std::uint8_t{0xff}; }},
        {"first byte lost", [](MemoryTransport& c) { c.mishaps.lost_byte = std::size_t{0}; }},
        {"second byte lost", [](MemoryTransport& c) { c.mishaps.lost_byte = std::size_t{1}; }},
        {"third byte lost", [](MemoryTransport& c) { c.mishaps.lost_byte = std::size_t{2}; }},
        {"last byte lost", [](MemoryTransport& c) { c.mishaps.lost_byte = std::size_t{7}; }},
        {"replies of one byte", [](MemoryTransport& c) { c.mishaps.reply_cut = std::size_t{1}; }},
    };
    return out;
}

// Where the contact really is.
Coil really(const RelayBench& bench, RelayChannel channel) {
    return (bench.contacts() & channel.bit()) != 0 ? Coil::energised : Coil::released;
}

}  // namespace

TEST_CASE("whatever goes wrong, a switching is never falsely called done", "[relay][faults]") {
    for (const auto& [section, board] : shipped_boards())
        for (const auto& fault : faults()) {
            CAPTURE(section, fault.name);
            RelayBench bench(board);
            const auto last = relay(board.facts.channels);
            REQUIRE(at_once(bench.board.set(last, Coil::energised)));
            fault.happens(bench.cable);
            for (const auto wanted : {Coil::released, Coil::energised, Coil::released}) {
                const auto told = at_once(bench.board.set(last, wanted));
                if (told == Confirmed::by_readback) CHECK(really(bench, last) == wanted);
            }
            const auto rest = at_once(bench.board.release_all());
            if (rest == Confirmed::by_readback) CHECK(bench.contacts() == 0);
        }
}

TEST_CASE("a board that works again after a fault is believed again", "[relay][faults]") {
    for (const auto& [section, board] : shipped_boards()) {
        CAPTURE(section);
        RelayBench bench(board);
        REQUIRE(at_once(bench.board.set(relay(1), Coil::energised)));
        bench.cable.mishaps.mute = true;
        CHECK_FALSE(at_once(bench.board.set(relay(1), Coil::released)));
        bench.cable.mishaps = {};
        CHECK(at_once(bench.board.set(relay(1), Coil::released)));
        CHECK(bench.contacts() == 0);
    }
}

TEST_CASE("a contact that sticks reads back as moved: only the wiring shows it",
          "[relay][faults]") {
    for (const auto& [section, board] : shipped_boards()) {
        CAPTURE(section);
        RelayBench bench(board);
        bench.cable.board().stuck = static_cast<std::uint16_t>(relay(1).bit());
        const auto told = at_once(bench.board.set(relay(1), Coil::energised));
        CHECK(told);  // which is why "read back" and "seen" are two words
        CHECK(bench.contacts() == 0);
    }
}

}  // namespace banc
