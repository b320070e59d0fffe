// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/heartbeat.h"

#include "drivers/relay/relay_board.h"
#include "tests/observe/watch_rig.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

LineConfig pair() {
    LineConfig line;
    line.voltage = "TBTS";
    line.name = "pc.nic0.pair";
    line.board = "relais";
    line.channel = 2;
    return line;
}

// The case of the PC: a contact on CTS.
Fact opened() {
    auto fact = state("ouvert", "contact", "contact == open");
    fact.source.provider = "bench.boitier";
    return fact;
}

struct HeartbeatRig : WatchRig {
    HeartbeatRig() : WatchRig({state("lien", "link eth0", "carrier == 1"), opened()}) {
        config.lines = {pair()};
        boards["relais"] = std::make_unique<RelayBoard>("relais", *find_relay_protocol("dcttech"),
                                                        BoardFacts{8}, std::move(cable));
        console_config.name = "pc.console";
        REQUIRE(consoles["pc.console"]->watch(scenario, {}));
    }
    Json beat() {
        REQUIRE(finish(heartbeat.beat()));
        return book.of("heartbeat").back().body;
    }

    BenchConfig config;
    Boards boards;
    ConsoleConfig console_config;
    ConsoleWatches consoles;
    ConsoleWatch& port =
        *consoles
             .emplace("pc.console",
                      std::make_unique<ConsoleWatch>(loop, book, console_config, *console))
             .first->second;
    LineSwitch lines{loop, config, boards};
    LineWatch line_watch{book, lines, {"pc.nic0.pair"}};
    AgentClient client{loop, std::move(agent_line)};
    MeterWatches meters;
    InputConfig input{"bench.boitier", "pc.console", "cts", true, 50ms, {}};
    InputWatches inputs;
    InputWatch& contact =
        *inputs.emplace(input.name, std::make_unique<InputWatch>(loop, book, input, port))
             .first->second;
    ProbeRound probes{loop, book, scenario, {{"pc.agent", &client}, {"bench.boitier", &contact}}};
    Heartbeat heartbeat{book, {line_watch, probes, consoles, meters, inputs}};
};

}  // namespace

TEST_CASE("a heartbeat tells where the contacts are now", "[observe][heartbeat]") {
    HeartbeatRig rig;
    CHECK(rig.beat()["contacts"] == Json{{"pc.nic0.pair", "healthy"}});
    CHECK(rig.finish(rig.lines.set("pc.nic0.pair", Position::fault)));
    CHECK(rig.beat()["contacts"] == Json{{"pc.nic0.pair", "fault"}});
    rig.pc.board().mishaps.unplugged = true;
    CHECK(rig.beat()["contacts"] == Json{{"pc.nic0.pair", "unreadable"}});
}

TEST_CASE("a heartbeat names the sources that were alive since the last one",
          "[observe][heartbeat]") {
    HeartbeatRig rig;
    rig.boot();
    CHECK(rig.finish(rig.probes.ask_all(Purpose::watch)));
    const auto first = rig.beat()["alive"];
    CHECK(first.contains("pc.agent"));
    CHECK(first.contains("pc.console"));
    rig.pc.agent_hangs = true;
    CHECK(rig.finish(rig.probes.ask_all(Purpose::watch)));
    const auto second = rig.beat()["alive"];
    CHECK_FALSE(second.contains("pc.agent"));
    CHECK(second["pc.console"][0] == first["pc.console"][1]);  // no gap between two beats
    rig.pc.console().unplug();
    CHECK(rig.beat()["alive"].empty());
}

TEST_CASE("a contact that answered is alive only if it was seen in between too",
          "[observe][heartbeat]") {
    HeartbeatRig rig;
    rig.boot();
    const auto alive = [&] {
        rig.loop.advance(1s);
        CHECK(rig.finish(rig.probes.ask_all(Purpose::watch)));
        return rig.beat()["alive"];
    };
    alive();
    const auto first = alive();
    REQUIRE(first.contains("bench.boitier"));
    CHECK(alive()["bench.boitier"][0] == first["bench.boitier"][1]);
    rig.pc.console().pull();
    rig.pc.console().plug();
    CHECK_FALSE(alive().contains("bench.boitier"));
    CHECK(alive().contains("bench.boitier"));
}

TEST_CASE("contacts are journalled when they change, and whenever it counts", "[observe][lines]") {
    HeartbeatRig rig;
    const auto look = [&](std::string purpose) {
        const auto before = rig.book.of("contact").size();
        REQUIRE(rig.finish(rig.line_watch.look(std::move(purpose))));
        return rig.book.of("contact").size() - before;
    };
    CHECK(look("watch") == 1);
    CHECK(look("watch") == 0);
    CHECK(look("final") == 1);
    CHECK(rig.finish(rig.lines.set("pc.nic0.pair", Position::fault)));
    CHECK(look("watch") == 1);
    CHECK(rig.book.of("contact").back().body["position"] == "fault");
    CHECK(look("watch") == 0);
}
