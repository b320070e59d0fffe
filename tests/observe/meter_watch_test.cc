// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/meter_watch.h"

#include "tests/observe/watch_rig.h"
#include "tests/support/fake_line.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

Fact measured(std::string id, MeterRange range) {
    Fact fact;
    fact.id = std::move(id);
    fact.source.provider = "bench.multimetre";
    fact.source.range = std::move(range);
    return fact;
}

struct MeterRig : WatchRig {
    MeterRig()
        : WatchRig({measured("douze_volts", {11'400'000'000, 12'600'000'000, "V", "DC"}),
                    measured("secteur", {207'000'000'000, 253'000'000'000, "V", "AC"}),
                    event("up", "A0")}) {
        config.name = "bench.multimetre";
        config.channel = "P1";
        watch.watch(scenario, [this](const std::string& fact, std::uint64_t seq) {
            seen.emplace_back(fact, seq);
        });
    }
    // One reading each half second, as a meter shows them.
    void show(const std::string& reading) {
        line.say("P1: " + reading + "\n");
        loop.advance(500ms);
    }

    MeterConfig config;
    FakeLine line{loop};
    MeterWatch watch{loop, book, config, line};
    std::vector<std::pair<std::string, std::uint64_t>> seen;
};

}  // namespace

TEST_CASE("two readings in a row in the range are a fact, once for each entry",
          "[observe][meter]") {
    MeterRig rig;
    rig.show("0.00 V DC");
    rig.show("12.01 V DC");
    CHECK(rig.seen.empty());
    rig.show("12.02 V DC");
    REQUIRE(rig.seen.size() == 1);
    rig.show("12.02 V DC");
    rig.show("12.03 V DC");
    CHECK(rig.seen.size() == 1);
    rig.show("0.00 V DC");
    rig.show("12.6 V DC");
    rig.show("11.4 V DC");
    CHECK(rig.seen.size() == 2);
}

TEST_CASE("a probe that slips, another kind of current and another channel are no fact",
          "[observe][meter]") {
    MeterRig rig;
    for (const auto* shown : {"12.02 V DC", "0.01 V DC", "12.02 V DC", "OL V DC", "12.02 V DC",
                              "12.02 V AC", "12.02 mV DC", "12.02 A DC", "12.7 V DC", "11.3 V DC"})
        rig.show(shown);
    rig.line.say("P2: 12.02 V DC\nP2: 12.02 V DC\nP2: 12.02 V DC\n");
    rig.loop.advance(1s);
    CHECK(rig.seen.empty());
    CHECK(rig.book.of("fact").empty());
}

TEST_CASE("the fact says what the meter showed and what was expected", "[observe][meter]") {
    MeterRig rig;
    rig.show("12.01 V DC");
    const auto at = rig.loop.now().since_boot;
    rig.show("12.02 V DC AUTO");
    const auto facts = rig.book.of("fact");
    REQUIRE(facts.size() == 1);
    CHECK(facts[0].body == Json{{"fact", "douze_volts"},
                                {"source", "bench.multimetre"},
                                {"trust", "bench"},
                                {"text", "12,02 V DC AUTO"},
                                {"value_nano", 12'020'000'000},
                                {"unit", "V"},
                                {"range_nano", {11'400'000'000, 12'600'000'000}},
                                {"at_ns", at.count()}});
    CHECK(rig.seen == std::vector{std::pair(std::string("douze_volts"), facts[0].seq)});
}

TEST_CASE("everything the meter printed is kept as it was", "[observe][meter]") {
    MeterRig rig;
    rig.line.say("FRAME-BEGIN\nP1: 12.0");
    rig.loop.advance(1s);
    CHECK(rig.finish(rig.watch.flush()));
    rig.line.say("2 V DC\n");
    CHECK(rig.finish(rig.watch.flush()));
    CHECK(rig.finish(rig.watch.flush()));  // nothing new: no block
    CHECK(rig.book.console_bytes("bench.multimetre") == "FRAME-BEGIN\nP1: 12.02 V DC\n");
    CHECK(rig.book.of("console").size() == 2);
}

TEST_CASE("a meter is alive while its readings come", "[observe][meter]") {
    MeterRig rig;
    CHECK_FALSE(rig.watch.take_alive());
    const auto from = rig.loop.now().since_boot;
    for (int i = 0; i < 4; ++i) rig.show("0.00 V DC");
    const auto first = rig.watch.take_alive();
    REQUIRE(first);
    CHECK(*first == std::pair(from, from + 1500ms));
    rig.show("0.00 V DC");
    const auto second = rig.watch.take_alive();
    REQUIRE(second);
    CHECK(second->first == first->second);  // no gap between two heartbeats
    rig.loop.advance(5s);
    CHECK_FALSE(rig.watch.take_alive());
    rig.show("0.00 V DC");
    CHECK_FALSE(rig.watch.take_alive());  // one reading proves an instant
    rig.show("0.00 V DC");
    const auto third = rig.watch.take_alive();
    REQUIRE(third);
    CHECK(third->first > second->second + 4s);
}

TEST_CASE("a meter gone mad does not fill the journal with facts", "[observe][meter]") {
    MeterRig rig;
    for (int i = 0; i < 2000; ++i)
        rig.line.say("P1: 12 V DC\nP1: 12 V DC\nP1: 0 V DC\n\x1b[31mP1: 12 V\n");
    rig.loop.advance(10s);
    CHECK(rig.book.of("fact").size() == 1);
}
