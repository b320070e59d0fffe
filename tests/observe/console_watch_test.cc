// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/console_watch.h"

#include "tests/observe/watch_rig.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

ConsoleConfig named() {
    ConsoleConfig config;
    config.name = "pc.console";
    config.power_led = "dsr";
    return config;
}

struct ConsoleRig : WatchRig {
    ConsoleRig() : WatchRig({event("up", "Link is Up"), event("invite", "login: $")}) {
        REQUIRE(watch.watch(scenario, [this](const std::string& fact, std::uint64_t seq) {
            seen.emplace_back(fact, seq);
        }));
    }
    void say(std::string_view text) {
        pc.console().say(text);
        loop.advance(1s);
    }

    ConsoleConfig config = named();
    ConsoleWatch watch{loop, book, config, *console};
    std::vector<std::pair<std::string, std::uint64_t>> seen;
};

}  // namespace

TEST_CASE("a line that matches becomes a fact once, and is told when it is durable",
          "[observe][console]") {
    ConsoleRig rig;
    const auto at = rig.loop.now().since_boot;
    rig.pc.console().say("eth0: NIC Link is Up");
    CHECK(rig.seen.empty());  // not on the disk yet
    rig.loop.advance(1s);
    rig.say(" 1000 Mbps\r\n");
    const auto facts = rig.book.of("fact");
    REQUIRE(facts.size() == 1);
    CHECK(facts[0].body["fact"] == "up");
    CHECK(facts[0].body["source"] == "pc.console");
    CHECK(facts[0].body["trust"] == "console");
    CHECK(facts[0].body["text"] == "eth0: NIC Link is Up");
    CHECK(facts[0].body["at_ns"] == at.count());
    CHECK(rig.seen == std::vector<std::pair<std::string, std::uint64_t>>{{"up", facts[0].seq}});
}

TEST_CASE("what answers the bench is read, kept, and nobody's act", "[observe][console]") {
    ConsoleRig rig;
    rig.watch.begin_bench_turn("inject");
    rig.say("~ # echo Link is Up\r\nLink is Up\r\natelier login: ");
    rig.watch.end_bench_turn();
    rig.say("Link is Down\r\n");  // the rest of the bench's own last line
    CHECK(rig.book.of("fact").empty());
    CHECK(rig.finish(rig.watch.flush()));
    CHECK(rig.book.console_bytes("pc.console").find("echo Link is Up") != std::string::npos);
    rig.say("Link is Up\r\n");
    CHECK(rig.book.of("fact").size() == 1);
}

TEST_CASE("a fact's text is cut between two characters", "[observe][console]") {
    ConsoleRig rig;
    std::string line = "Link is Up ";
    while (line.size() < 255) line += "x";
    rig.say(line + "é et la suite\r\n");
    CHECK(rig.book.of("fact").at(0).body["text"] == line);
}

TEST_CASE("raw bytes go to the journal in blocks, none twice", "[observe][console]") {
    ConsoleRig rig;
    rig.say("un\r\n");
    const auto to = rig.loop.now().since_boot - 1s;
    CHECK(rig.finish(rig.watch.flush()));
    CHECK(rig.finish(rig.watch.flush()));
    rig.say("deux\r\n");
    CHECK(rig.finish(rig.watch.flush()));
    CHECK(rig.book.console_bytes("pc.console") == "un\r\ndeux\r\n");
    const auto blocks = rig.book.of("console");
    REQUIRE(blocks.size() == 2);
    CHECK(blocks[0].body["to_ns"] == to.count());
    CHECK(blocks[1].body["offset"] == 4);
    CHECK(blocks[1].body["length"] == 6);
}

TEST_CASE("a PC that pours text does not fill the bench's memory", "[observe][console]") {
    ConsoleRig rig;
    const std::string flood(16 * 1024, 'x');
    for (int i = 0; i < 64; ++i) rig.say(flood);
    CHECK(rig.book.console_bytes("pc.console").size() > 60 * flood.size());  // nobody flushed
}

TEST_CASE("a console that is lost is no witness from then on", "[observe][console]") {
    ConsoleRig rig;
    rig.loop.advance(5s);
    const auto alive = rig.watch.take_alive();
    REQUIRE(alive);
    CHECK(alive->second - alive->first >= 5s);
    rig.loop.advance(5s);
    rig.pc.console().unplug();
    CHECK_FALSE(rig.watch.take_alive());
}

TEST_CASE("a PC that floods the console with a fact is recorded at a bounded rate",
          "[observe][console]") {
    ConsoleRig rig;
    rig.loop.advance(100ms);
    for (int i = 0; i < 1000; ++i) rig.pc.console().say("Link is Up\r\n");
    rig.loop.advance(2s);
    CHECK(rig.book.of("fact").size() == 20);
    CHECK_FALSE(rig.watch.take_alive());  // what was left out was not seen
    CHECK(rig.watch.take_left_out() == std::map<std::string, int>{{"up", 980}});
    rig.say("Link is Up\r\n");
    CHECK(rig.book.of("fact").size() == 21);
    CHECK(rig.watch.take_alive());
    CHECK(rig.watch.take_left_out().empty());
}

TEST_CASE("a console cable that was pulled, however briefly, is a gap", "[observe][console]") {
    ConsoleRig rig;
    rig.config.carrier = "dcd";
    CHECK_FALSE(rig.watch.take_alive());  // not plugged in yet
    rig.pc.console().signal({true, true});
    CHECK_FALSE(rig.watch.take_alive());  // it came up meanwhile
    rig.loop.advance(5s);
    CHECK(rig.watch.take_alive());
    rig.pc.console().signal({true, false});
    rig.pc.console().signal({true, true});
    CHECK_FALSE(rig.watch.take_alive());
    CHECK(rig.watch.take_alive());
    rig.pc.console().signal({true, false});
    CHECK_FALSE(rig.watch.take_alive());
    CHECK_FALSE(rig.watch.take_alive());
}

TEST_CASE("the power LED tells when it changes, and only then", "[observe][console]") {
    ConsoleRig rig;
    int changes = 0;
    rig.watch.on_power([&] { ++changes; });
    CHECK(rig.watch.powered() == false);
    rig.pc.console().signal({true, true});
    rig.pc.console().signal({true, false});
    CHECK(changes == 1);
    CHECK(rig.watch.powered() == true);
    rig.config.power_led.clear();
    CHECK(rig.watch.powered() == std::nullopt);
}

TEST_CASE("a console that is unplugged and comes back leaves a gap, and says so",
          "[observe][console]") {
    ConsoleRig rig;
    rig.loop.advance(5s);
    REQUIRE(rig.watch.take_alive());
    rig.pc.console().say("Link is");
    rig.pc.console().pull();
    const auto gone_at = rig.loop.now().since_boot.count();
    CHECK(rig.watch.powered() == std::nullopt);  // not "off": nobody knows
    rig.loop.advance(5s);
    CHECK_FALSE(rig.watch.take_alive());
    rig.loop.advance(1s);
    rig.pc.console().plug();
    rig.say(" Up\r\n");                   // no end of a line from before the gap
    CHECK_FALSE(rig.watch.take_alive());  // for a second of it
    rig.loop.advance(5s);
    CHECK(rig.watch.take_alive());
    CHECK(rig.book.of("fact").empty());
    CHECK(rig.finish(rig.watch.flush()));
    CHECK(rig.book.console_bytes("pc.console") == "Link is Up\r\n");
    const auto ports = rig.book.of("port");
    REQUIRE(ports.size() == 3);
    CHECK(ports[0].body["state"] == "open");
    CHECK(ports[1].body["state"] == "gone");
    CHECK(ports[1].body["at_ns"] == gone_at);
    CHECK(ports[1].body["detail"]["en"] == "unplugged");
    CHECK(ports[2].body["state"] == "back");
}

TEST_CASE("the journal says who typed how much on a console, and not what", "[observe][console]") {
    ConsoleRig rig;
    rig.watch.begin_bench_turn("inject");
    const auto from = rig.loop.now().since_boot.count();
    CHECK(rig.watch.type(view("secret")));
    rig.loop.advance(1s);
    CHECK(rig.watch.type(view("\n")));
    rig.watch.end_bench_turn();
    CHECK(rig.finish(rig.watch.flush()));
    CHECK(rig.finish(rig.watch.flush()));
    const auto uses = rig.book.of("use");
    REQUIRE(uses.size() == 1);
    CHECK(uses[0].body == Json{{"console", "pc.console"},
                               {"who", "inject"},
                               {"bytes", 7},
                               {"breaks", 0},
                               {"from_ns", from},
                               {"to_ns", from + 1'000'000'000}});
}

TEST_CASE("raw bytes are journalled with the time of each read", "[observe][console]") {
    ConsoleRig rig;
    rig.pc.console().say("un\r\n");
    rig.loop.advance(20ms);
    rig.pc.console().say("deux\r\n");
    CHECK(rig.finish(rig.watch.flush()));
    CHECK(rig.book.of("console").at(0).body["chunks"] == Json{4, 0, 6, 20'000});
}
