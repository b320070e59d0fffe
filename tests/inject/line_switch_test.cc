// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/line_switch.h"

#include <catch2/catch.hpp>

#include "bench/core/manual_loop.h"
#include "drivers/emulators/memory_transport.h"
#include "drivers/relay/relay_board.h"
#include "tests/support/at_once.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

LineConfig wired(std::string name, int channel) {
    LineConfig line;
    line.name = std::move(name);
    line.board = "relais";
    line.voltage = "TBTS";
    line.channel = channel;
    line.min_gap = 1s;
    line.min_dwell = 200ms;
    return line;
}

struct Wiring {
    Wiring() {
        config.lines = {wired("pc.disk0.power", 1), wired("pc.nic0.pair", 2),
                        wired("pc.power.button", 5), wired("pc.lost", 9)};
        config.lines[2].energises = true;
        config.lines[3].board = "absente";
        plug_in();
    }
    void plug_in() {
        auto owned = std::make_unique<MemoryTransport>(make_emulator("dcttech", BoardFacts{8}));
        cable = owned.get();
        lines.plug_in(std::make_unique<RelayBoard>("relais", *find_relay_protocol("dcttech"),
                                                   BoardFacts{8}, std::move(owned)));
    }
    [[nodiscard]] unsigned coils() const { return cable->board().contacts(); }

    ManualLoop loop;
    BenchConfig config;
    Boards boards;
    MemoryTransport* cable = nullptr;
    LineSwitch lines{loop, config, boards};
};

}  // namespace

TEST_CASE("a fault is an energised coil, health a released one", "[inject][lines]") {
    Wiring bench;
    CHECK(at_once(bench.lines.set("pc.nic0.pair", Position::fault)) == Confirmed::by_readback);
    CHECK(bench.coils() == 2);
    CHECK(at_once(bench.lines.read("pc.nic0.pair")) == Position::fault);
    CHECK(at_once(bench.lines.read("pc.disk0.power")) == Position::healthy);
}

TEST_CASE("a position is asked of the board, never remembered", "[inject][lines]") {
    Wiring bench;
    CHECK(at_once(bench.lines.set("pc.nic0.pair", Position::fault)));
    bench.cable->board().release_by_hand(2);
    CHECK(at_once(bench.lines.read("pc.nic0.pair")) == Position::healthy);
    bench.cable->mishaps.unplugged = true;
    CHECK_FALSE(at_once(bench.lines.read("pc.nic0.pair")));
}

TEST_CASE("a line rests for its gap before it moves again, and no other waits for it",
          "[inject][lines]") {
    Wiring bench;
    CHECK(at_once(bench.lines.set("pc.disk0.power", Position::fault)));
    CHECK(at_once(bench.lines.set("pc.nic0.pair", Position::fault)));
    auto back = bench.lines.set("pc.disk0.power", Position::healthy);
    back.start();
    bench.loop.advance(999ms);
    CHECK_FALSE(back.done());
    CHECK(bench.coils() == 3);
    bench.loop.advance(1ms);
    CHECK(back.done());
    CHECK(bench.coils() == 2);
}

TEST_CASE("a press is counted by the board itself, where it can count that far",
          "[inject][lines]") {
    const auto seconds = GENERATE(4, 3600 * 24);  // a Waveshare board counts to 54 minutes
    Wiring bench;
    bench.config.lines[0].max_on = std::chrono::seconds(seconds);
    const auto& counting = *find_relay_protocol("modbus-flash");
    auto owned = std::make_unique<MemoryTransport>(make_emulator("modbus-flash", BoardFacts{8}));
    auto& board = owned->board();
    bench.boards["relais"] =
        std::make_unique<RelayBoard>("relais", counting, BoardFacts{8}, std::move(owned));
    CAPTURE(seconds, counting.longest_pulse.count());
    CHECK(at_once(bench.lines.set("pc.disk0.power", Position::fault)) == Confirmed::by_readback);
    CHECK(board.contacts() == 1);
    bench.loop.advance(10s);
    board.elapse(10s);
    CHECK(board.contacts() == (seconds == 4 ? 0U : 1U));
}

TEST_CASE("the bench itself never switches a PC on", "[inject][lines]") {
    Wiring bench;
    const auto position = GENERATE(Position::fault, Position::healthy);
    const auto refused = at_once(bench.lines.set("pc.power.button", position));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::refused);
    CHECK(bench.coils() == 0);
    CHECK(bench.cable->exchanges() == 0);
}

TEST_CASE("all lines to rest leaves what feeds a PC as it is", "[inject][lines]") {
    Wiring bench;
    CHECK(at_once(bench.lines.set("pc.nic0.pair", Position::fault)));
    CHECK(at_once(bench.boards["relais"]->set(*RelayChannel::from(5), Coil::energised)));
    CHECK(at_once(bench.lines.release_all()));
    CHECK(bench.coils() == 0x10);
    bench.config.lines[2].energises = false;
    CHECK(at_once(bench.lines.release_all()));
    CHECK(bench.coils() == 0);
}

TEST_CASE("a board that can't be read is told to let go all the same", "[inject][lines]") {
    Wiring bench;
    CHECK(at_once(bench.lines.set("pc.nic0.pair", Position::fault)));
    bench.cable->mishaps.reply_cut = 3;
    CHECK_FALSE(at_once(bench.lines.release_all()));
    CHECK(bench.coils() == 0);
}

TEST_CASE("two lines of one exclusion group are never in fault together", "[inject][lines]") {
    Wiring bench;
    bench.config.lines[0].group = bench.config.lines[1].group = "un seul";
    CHECK(at_once(bench.lines.set("pc.disk0.power", Position::fault)));
    const auto second = at_once(bench.lines.set("pc.nic0.pair", Position::fault));
    CHECK(second.error().code == Errc::refused);
    CHECK(bench.lines.forbids("pc.nic0.pair", Position::fault)->rule == LineRule::group);
    CHECK(bench.coils() == 1);
    CHECK(at_once(bench.lines.release_all()));
    CHECK(at_once(bench.lines.set("pc.nic0.pair", Position::fault)));
}

TEST_CASE("a line that must not stay in fault asks to be put to rest in time", "[inject][lines]") {
    Wiring bench;
    bench.config.lines[1].max_on = 3s;
    std::vector<std::string> over;
    bench.lines.on_limit = [&](const std::string& line) { over.push_back(line); };
    CHECK(at_once(bench.lines.set("pc.nic0.pair", Position::fault)));
    CHECK(at_once(bench.lines.set("pc.disk0.power", Position::fault)));
    bench.loop.advance(2999ms);
    CHECK(over.empty());
    bench.loop.advance(1h);
    CHECK(over == std::vector<std::string>{"pc.nic0.pair"});
    CHECK(at_once(bench.lines.release_all()));
    CHECK(at_once(bench.lines.set("pc.nic0.pair", Position::fault)));
    CHECK(at_once(bench.lines.release_all()));
    bench.loop.advance(1h);
    CHECK(over.size() == 1);  // healed in time
}

TEST_CASE("every switching of a contact is counted, and a worn one stays out", "[inject][lines]") {
    Wiring bench;
    CHECK(at_once(bench.lines.set("pc.nic0.pair", Position::fault)));
    bench.loop.advance(5s);
    CHECK(at_once(bench.lines.set("pc.nic0.pair", Position::healthy)));
    CHECK(bench.lines.wear.of("relais/2") == 2);
    CHECK(bench.lines.wear.of("relais/1") == 0);
    while (bench.lines.wear.of("relais/2") < kRatedSwitchings)
        if (!bench.lines.wear.count("relais/2")) break;
    bench.loop.advance(5s);
    CHECK_FALSE(at_once(bench.lines.set("pc.nic0.pair", Position::fault)));
    CHECK(at_once(bench.lines.set("pc.nic0.pair", Position::healthy)));
}

TEST_CASE("a line nobody wired is an error that names it", "[inject][lines]") {
    Wiring bench;
    const auto name = GENERATE(as<std::string>{}, "pc.lost", "pc.unknown");
    const auto moved = at_once(bench.lines.set(name, Position::fault));
    REQUIRE_FALSE(moved);
    CHECK(moved.error().code == Errc::invalid);
    CHECK(moved.error().what.en.find(name) != std::string::npos);
}

TEST_CASE("a cancelled switch gives the board back", "[inject][lines]") {
    Wiring bench;
    CHECK(at_once(bench.lines.set("pc.disk0.power", Position::fault)));
    {
        auto waiting = bench.lines.set("pc.disk0.power", Position::healthy);
        waiting.start();
        bench.loop.advance(10ms);
        CHECK_FALSE(waiting.done());
    }
    CHECK(at_once(bench.lines.read("pc.disk0.power")) == Position::fault);
}

TEST_CASE("what is to be in is told before, what is out after", "[inject][lines]") {
    Wiring bench;
    std::vector<std::string> told;
    bench.lines.before_fault = [&](const std::string& line) -> Result<void> {
        told.push_back(line + (bench.coils() == 0 ? " before" : " late"));
        return {};
    };
    bench.lines.after_healthy = [&](const std::string& line) {
        told.push_back(line + (bench.coils() == 0 ? " after" : " early"));
    };
    CHECK(at_once(bench.lines.set("pc.nic0.pair", Position::fault)));
    bench.loop.advance(1s);
    CHECK(at_once(bench.lines.set("pc.nic0.pair", Position::healthy)));
    CHECK(told == std::vector<std::string>{"pc.nic0.pair before", "pc.nic0.pair after"});
    CHECK(at_once(bench.lines.release_all()));
    CHECK(told.size() == 4);  // every line but the one that feeds a PC
}

TEST_CASE("no fault is put in that nobody would take out", "[inject][lines]") {
    Wiring bench;
    bench.lines.before_fault = [](const std::string&) -> Result<void> {
        return fail(Errc::environment, text("personne", "nobody guards"));
    };
    CHECK_FALSE(at_once(bench.lines.set("pc.nic0.pair", Position::fault)));
    CHECK(bench.coils() == 0);
    CHECK(bench.cable->exchanges() == 0);
}

TEST_CASE("a board that is gone is closed, and nothing is answered in its place",
          "[inject][lines]") {
    Wiring bench;
    std::vector<std::string> gone;
    bench.lines.on_gone = [&](const std::string& board, const Error&) { gone.push_back(board); };
    CHECK(at_once(bench.lines.set("pc.nic0.pair", Position::fault)));
    bench.cable->mishaps.unplugged = true;
    SECTION("a read finds out") { CHECK_FALSE(at_once(bench.lines.read("pc.nic0.pair"))); }
    SECTION("all lines to rest find out") { CHECK_FALSE(at_once(bench.lines.release_all())); }
    CHECK(gone == std::vector<std::string>{"relais"});
    CHECK(bench.boards["relais"] == nullptr);
    CHECK(bench.lines.recorded("pc.nic0.pair") == JournalSays::fault);
    CHECK(at_once(bench.lines.read("pc.nic0.pair")).error().code == Errc::disconnected);
    CHECK_FALSE(at_once(bench.lines.release_all()));
    CHECK(gone.size() == 1);
    CHECK(at_once(bench.lines.release("pc.nic0.pair")).error().code == Errc::disconnected);
    CHECK(bench.lines.recorded("pc.nic0.pair") == JournalSays::unknown);
    bench.plug_in();
    CHECK(at_once(bench.lines.read("pc.nic0.pair")) == Position::healthy);
    CHECK(at_once(bench.lines.release("pc.nic0.pair")));
    CHECK(bench.lines.recorded("pc.nic0.pair") == JournalSays::healthy);
}

TEST_CASE("a cable pulled in mid-command leaves a position nobody is sure of", "[inject][lines]") {
    Wiring bench;
    CHECK(bench.lines.recorded("pc.nic0.pair") == JournalSays::healthy);
    bench.cable->mishaps.pulled_in_mid_command = true;
    CHECK_FALSE(at_once(bench.lines.set("pc.nic0.pair", Position::fault)));
    CHECK(bench.boards["relais"] == nullptr);
    CHECK(bench.lines.recorded("pc.nic0.pair") == JournalSays::unknown);
}

TEST_CASE("a line released at once waits for no gap, and never powers a PC", "[inject][lines]") {
    Wiring bench;
    CHECK(at_once(bench.lines.set("pc.disk0.power", Position::fault)));
    CHECK(at_once(bench.lines.release("pc.disk0.power")) == Confirmed::by_readback);
    CHECK(bench.coils() == 0);
    CHECK(bench.lines.wear.of("relais/1") == 2);
    CHECK(at_once(bench.lines.release("pc.power.button")).error().code == Errc::refused);
}
