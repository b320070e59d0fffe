// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/input_watch.h"

#include "tests/observe/watch_rig.h"
#include "tests/support/fake_line.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

Fact moves(std::string id, std::string shows) {
    Fact fact;
    fact.id = std::move(id);
    fact.source.provider = "bench.boitier";
    fact.source.shows = std::move(shows);
    return fact;
}

// The case of a PC closes the contact on CTS.
struct CaseRig : WatchRig {
    CaseRig() : WatchRig({moves("ouvert", "opened"), moves("ferme", "closed")}) {
        console_config.name = "pc.console";
        watch.watch(scenario,
                    [this](const std::string& fact, std::uint64_t) { seen.push_back(fact); });
        REQUIRE(console_watch.watch(scenario, {}));
        port.signal({.cts = true});
        loop.advance(1s);
    }
    std::string contact() {
        const auto answer = finish(watch.ask("contact", 1s));
        return answer ? answer->rows.at(0).at("contact") : "";
    }
    bool beat() {
        loop.advance(5s);
        return watch.take_alive().has_value();
    }

    FakeLine port{loop};
    ConsoleConfig console_config;
    ConsoleWatch console_watch{loop, book, console_config, port};
    InputConfig config{"bench.boitier", "pc.console", "cts", true, 50ms, {}};
    InputWatch watch{loop, book, config, console_watch};
    std::vector<std::string> seen;
};

}  // namespace

TEST_CASE("a contact that opens is a fact at once, and a state", "[observe][input]") {
    CaseRig rig;
    CHECK(rig.contact() == "closed");
    CHECK(rig.seen.empty());  // it stood so when the bench began to look
    const auto at = rig.loop.now().since_boot.count();
    rig.port.signal({});
    rig.loop.advance(1s);
    REQUIRE(rig.seen == std::vector<std::string>{"ouvert"});
    const auto body = rig.book.of("fact").back().body;
    CHECK(body["at_ns"] == at);
    CHECK(body["trust"] == "bench");
    CHECK(body["text"] == "contact opened");
    CHECK(rig.contact() == "open");
}

TEST_CASE("a contact that bounces has not moved", "[observe][input]") {
    CaseRig rig;
    for (int i = 0; i < 10; ++i) {
        rig.port.signal({.cts = i % 2 == 1});
        rig.loop.advance(20ms);
    }
    rig.loop.advance(1s);
    CHECK(rig.seen.empty());
    rig.port.signal({});
    CHECK(rig.contact() == "open");  // asked while it settles: answered once it has
}

TEST_CASE("an open contact may be what asserts its line", "[observe][input]") {
    CaseRig rig;
    rig.config.closed = false;
    rig.port.signal({.cts = true});
    CHECK(rig.contact() == "open");
    rig.port.signal({});
    CHECK(rig.contact() == "closed");
}

TEST_CASE("while its port is gone nobody knows of a contact, and that is a gap",
          "[observe][input]") {
    CaseRig rig;
    rig.beat();
    CHECK(rig.beat());
    rig.port.pull();
    CHECK(rig.contact().empty());
    CHECK_FALSE(rig.beat());
    rig.port.signal({});  // opened meanwhile: nobody saw it move
    rig.port.plug();
    rig.loop.advance(1s);
    CHECK(rig.contact() == "open");
    CHECK(rig.seen.empty());
    CHECK_FALSE(rig.beat());
    CHECK(rig.beat());
    rig.port.pull();
    rig.port.plug();  // between two heartbeats
    CHECK_FALSE(rig.beat());
    CHECK(rig.beat());
}

TEST_CASE("a contact that may just have moved is proven to stand only until then",
          "[observe][input]") {
    CaseRig rig;
    rig.beat();
    CHECK(rig.beat());
    rig.loop.advance(1s);
    const Nanos moved = rig.loop.now().since_boot;
    rig.port.signal({});
    rig.loop.advance(20ms);
    const auto alive = rig.watch.take_alive();
    REQUIRE(alive);
    CHECK(alive->second == moved);
    rig.loop.advance(1s);
    const auto after = rig.watch.take_alive();
    REQUIRE(after);
    CHECK(after->first == moved);
}

TEST_CASE("a contact that never stands still is not waited for past the deadline",
          "[observe][input]") {
    CaseRig rig;
    rig.config.debounce = 5s;
    rig.port.signal({});
    auto asked = rig.watch.ask("contact", 1s);
    asked.start();
    rig.loop.advance(1s);
    rig.loop.settle();
    REQUIRE(asked.done());
    CHECK(asked.take().error().code == Errc::timeout);
}

TEST_CASE("a cable that is out at the PC's end tells of no contact", "[observe][input]") {
    CaseRig rig;
    rig.console_config.carrier = "dcd";
    rig.port.signal({.cts = false});
    rig.loop.advance(1s);
    CHECK(rig.contact().empty());
    rig.port.signal({.dcd = true, .cts = false});
    rig.loop.advance(1s);
    CHECK(rig.contact() == "open");
}
