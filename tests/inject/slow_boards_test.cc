// SPDX-License-Identifier: EUPL-1.2
// Boards that are slow, stall, or must not be asked twice: what a line on them does to the others.
#include <catch2/catch.hpp>

#include "bench/core/manual_loop.h"
#include "bench/inject/line_return.h"
#include "drivers/emulators/memory_transport.h"
#include "drivers/relay/relay_board.h"
#include "tests/support/memory_logbook.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

// A hub whose read stalls.
class Stalls final : public ContactBoard {
public:
    Task<Result<Confirmed>> set(RelayChannel, Coil) override { co_return Confirmed::by_readback; }
    Task<Result<Coils>> read() override { co_return fail(Errc::refused, text("stall", "stall")); }
    Task<Result<Confirmed>> release(RelayChannel) override { co_return Confirmed::by_readback; }
    Task<Result<Confirmed>> release_all() override { co_return Confirmed::by_readback; }
    Task<Result<Confirmed>> pulse(RelayChannel, Nanos) override {
        co_return Confirmed::by_readback;
    }
    Task<Result<void>> adopt() override { co_return Result<void>{}; }
    [[nodiscard]] const std::string& name() const override { return name_; }
    [[nodiscard]] int channels() const override { return 4; }
    [[nodiscard]] bool readable() const override { return true; }
    [[nodiscard]] Nanos longest_pulse() const override { return Nanos{0}; }

private:
    std::string name_ = "clavier";
};

LineConfig wired(std::string name, std::string board, int channel) {
    LineConfig line;
    line.name = std::move(name);
    line.board = std::move(board);
    line.channel = channel;
    line.voltage = "TBTS";
    line.orphan.hold = 20s;
    return line;
}

struct SlowBench {
    MemoryTransport& plug(const std::string& name, const std::string& protocol, int channels) {
        const BoardFacts facts{channels};
        auto cable = std::make_unique<MemoryTransport>(make_emulator(protocol, facts));
        auto& there = *cable;
        boards[name] = std::make_unique<RelayBoard>(name, *find_relay_protocol(protocol), facts,
                                                    std::move(cable));
        return there;
    }
    Settled settle(const std::string& line, LinePast past) {
        auto opened = book.append("opened", Json::object());
        opened.start();
        auto settling = back.settle(line, past);
        settling.start();
        loop.advance(9s);
        REQUIRE(settling.done());
        auto settled = settling.take();
        REQUIRE(settled);
        return *settled;
    }

    ManualLoop loop;
    MemoryLogbook book{loop};
    BenchConfig config;
    Boards boards;
    LineSwitch lines{loop, config, boards};
    LineReturn back{book, lines, config};
};

}  // namespace

TEST_CASE("a board that can be asked and stalls is unreadable, not one that can't say",
          "[inject][restart]") {
    SlowBench bench;
    bench.config.lines = {wired("pc.keyboard.vbus", "clavier", 1)};
    bench.boards["clavier"] = std::make_unique<Stalls>();
    const auto settled =
        bench.settle("pc.keyboard.vbus", {Back::program, JournalSays::healthy, HoldTime::over});
    CHECK(settled.found.board == BoardSays::unreadable);
    CHECK(settled.act == RestartAct::quarantine);
}

TEST_CASE("a line that waits for its dwell keeps no other from letting go", "[inject][lines]") {
    SlowBench bench;
    bench.config.lines = {wired("pc.heat", "a", 1), wired("pc.nic0.pair", "b", 1)};
    bench.config.lines[0].max_on = 1s;
    bench.config.lines[1].min_dwell = 10s;
    auto& heat = bench.plug("a", "dcttech", 8);
    bench.plug("b", "dcttech", 8);
    std::optional<Task<Result<Confirmed>>> limit;
    bench.lines.on_limit = [&](const std::string& line) {
        limit.emplace(bench.lines.release(line));
        limit->start();
    };
    auto pair = bench.lines.set("pc.nic0.pair", Position::fault);
    pair.start();
    auto hot = bench.lines.set("pc.heat", Position::fault);
    hot.start();
    bench.loop.advance(100ms);
    REQUIRE(heat.board().contacts() == 1);
    auto waits = bench.lines.set("pc.nic0.pair", Position::healthy);
    waits.start();
    bench.loop.advance(5s);
    CHECK_FALSE(waits.done());
    CHECK(heat.board().contacts() == 0);
    bench.loop.advance(6s);
    CHECK(waits.done());
}

TEST_CASE("a board that must not be identified twice is left to a person", "[inject][restart]") {
    SlowBench bench;
    bench.config.lines = {wired("pc.nic0.pair", "icse", 1)};
    auto& cable = bench.plug("icse", "icstation", 4);
    for (const auto byte : {0x50, 0x51, 0xfe})  // by the connection that was lost
        cable.board().write(Bytes{static_cast<std::uint8_t>(byte)});
    int moves = 0;
    cable.board().on_contacts = [&](std::uint16_t) { ++moves; };
    const auto settled =
        bench.settle("pc.nic0.pair", {Back::board, JournalSays::fault, HoldTime::over});
    CHECK(settled.act == RestartAct::quarantine);
    CHECK(moves == 0);
}
