// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/disk_watch.h"

#include "tests/observe/watch_rig.h"
#include "tests/support/fake_instruments.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

Fact shows(std::string id, std::string what) {
    Fact fact;
    fact.id = std::move(id);
    fact.source.provider = "bench.dock";
    fact.source.verb = "smart";
    fact.source.shows = std::move(what);
    return fact;
}

struct DockRig : WatchRig {
    DockRig()
        : WatchRig({shows("remplace", "replaced"), shows("use", "reallocated_grew"),
                    shows("eprouve", "self_test_ended"), shows("attente", "pending_grew"),
                    shows("etat", "status_changed")}) {
        config.name = "bench.dock";
        watch.watch(scenario, {});
    }
    // The texts of the facts one reading brought.
    std::vector<std::string> read() {
        const auto before = static_cast<std::ptrdiff_t>(book.of("fact").size());
        REQUIRE(finish(watch.ask("smart", 10s)));
        loop.advance(1s);  // until they are on the disk
        std::vector<std::string> texts;
        const auto facts = book.of("fact");
        for (auto fact = facts.begin() + before; fact != facts.end(); ++fact)
            texts.push_back(fact->body["fact"].get<std::string>() + ": " +
                            fact->body["text"].get<std::string>());
        return texts;
    }

    DiskConfig config;
    FakeDock dock{loop};
    DiskWatch watch{loop, book, config, dock};
};

}  // namespace

TEST_CASE("another disk in the dock is a fact, also after the dock stood empty",
          "[observe][disk]") {
    DockRig rig;
    rig.dock.disk = disk_named("BE-DATA-0002");
    CHECK(rig.read().empty());
    rig.dock.disk.reset();
    CHECK(rig.read().empty());
    rig.dock.disk = disk_named("BE-DATA-0002");
    CHECK(rig.read().empty());
    rig.dock.disk = disk_named("BE-NEUF-0010");
    CHECK(rig.read() == std::vector<std::string>{"remplace: serial BE-DATA-0002 -> BE-NEUF-0010"});
    CHECK(rig.book.of("fact").back().body["trust"] == "bench");
}

TEST_CASE("a disk that gets worse, and a self-test that ended, are facts", "[observe][disk]") {
    DockRig rig;
    rig.dock.disk = disk_named("BE-DATA-0002");
    rig.dock.disk->self_tests.emplace();
    CHECK(rig.read().empty());
    rig.dock.disk->reallocated_sectors = 12;
    CHECK(rig.read() == std::vector<std::string>{"use: reallocated 0 -> 12"});
    rig.dock.disk->self_tests->push_back({.kind = "short", .result = "passed", .at_hours = 1200});
    CHECK(rig.read() == std::vector<std::string>{"eprouve: short passed"});
    CHECK(rig.read().empty());
}

TEST_CASE("a change came after the last reading without it, and by the one that shows it",
          "[observe][disk]") {
    const auto told = GENERATE(&DiskHealth::serial, &DiskHealth::model);
    const auto only = [&](std::optional<std::string> name) {
        DiskHealth disk;
        disk.*told = std::move(name);
        return disk;
    };
    DockRig rig;
    rig.dock.disk = only("BE-DATA-0002");
    CHECK(rig.read().empty());
    rig.loop.advance(10s);
    const Nanos unchanged = rig.loop.now().since_boot;
    CHECK(rig.read().empty());
    rig.loop.advance(10s);
    rig.dock.disk = only({});  // it may have changed already
    CHECK(rig.read().empty());
    rig.loop.advance(10s);
    rig.dock.disk = only("BE-NEUF-0010");
    rig.dock.hangs = 3s;
    const Nanos answered = rig.loop.now().since_boot + 3s;
    CHECK(rig.read().size() == 1);
    const auto body = rig.book.of("fact").back().body;
    CHECK(body["before_ns"] == unchanged.count());
    CHECK(body["at_ns"] == answered.count());
}

TEST_CASE("a change that was read is on record, also when nobody waits for the answer any more",
          "[observe][disk]") {
    DockRig rig;
    rig.dock.disk = disk_named("BE-DATA-0002");
    rig.dock.disk->reallocated_sectors = 0;
    rig.dock.disk->self_tests.emplace();
    CHECK(rig.read().empty());
    rig.dock.disk->reallocated_sectors = 8;
    rig.dock.disk->self_tests->push_back({"short", "ok", 7});
    {
        auto dropped = rig.watch.ask("smart", 10s);
        dropped.start();
        rig.loop.advance(rig.dock.hangs);  // read, and not on the disk yet
    }
    rig.loop.advance(1s);
    CHECK(rig.book.of("fact").size() == 2);
}

TEST_CASE("an empty dock answers that nothing stands there", "[observe][disk]") {
    DockRig rig;
    const auto answer = rig.finish(rig.watch.ask("smart", 10s));
    REQUIRE(answer);
    CHECK(answer->rows.empty());
}

TEST_CASE("a disk that hangs answers nothing, and is the same one afterwards", "[observe][disk]") {
    DockRig rig;
    rig.dock.disk = disk_named("BE-DATA-0002");
    CHECK(rig.read().empty());
    rig.dock.hangs = 30s;
    CHECK(rig.finish(rig.watch.ask("smart", 10s)).error().code == Errc::timeout);
    rig.dock.hangs = 20ms;
    CHECK(rig.read().empty());
}

TEST_CASE("a reading that does not tell whose it is hides no other disk", "[observe][disk]") {
    DockRig rig;
    rig.dock.disk = disk_named("BE-DATA-0002");
    CHECK(rig.read().empty());
    rig.dock.disk->serial.reset();
    CHECK(rig.read().empty());
    rig.dock.disk = disk_named("BE-NEUF-0010");
    CHECK(rig.read() == std::vector<std::string>{"remplace: serial BE-DATA-0002 -> BE-NEUF-0010"});
}

TEST_CASE("a reading that tells nothing of how a disk is hides no change", "[observe][disk]") {
    const auto disk = [](const std::string& serial, std::int64_t count) {
        auto out = disk_named(serial);
        out.status = count == 0 ? DiskStatus::good : DiskStatus::warning;
        out.reallocated_sectors = out.pending_sectors = count;
        out.self_tests.emplace(static_cast<std::size_t>(count));
        return out;
    };
    auto damaged = disk_named("BE-DATA-0002");
    damaged.status = DiskStatus::unknown;
    damaged.reallocated_sectors = damaged.pending_sectors = std::nullopt;
    DockRig rig;
    rig.dock.disk = disk("BE-DATA-0002", 0);
    const Nanos told = rig.loop.now().since_boot;
    CHECK(rig.read().empty());
    rig.loop.advance(10s);
    rig.dock.disk = damaged;
    const Nanos named = rig.loop.now().since_boot;
    CHECK(rig.read().empty());
    rig.loop.advance(10s);

    SECTION("of this disk, since it last told") {
        rig.dock.disk = disk("BE-DATA-0002", 1);
        CHECK(rig.read().size() == 4);
        for (const auto& fact : rig.book.of("fact")) CHECK(fact.body["before_ns"] == told.count());
    }
    SECTION("which no other disk inherits") {
        rig.dock.disk = damaged;
        rig.dock.disk->serial = "BE-NEUF-0010";
        CHECK(rig.read().size() == 1);
        CHECK(rig.book.of("fact").back().body["before_ns"] == named.count());
        rig.dock.disk = disk("BE-NEUF-0010", 1);
        CHECK(rig.read().empty());
    }
}
