// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/line_return.h"

#include <catch2/catch.hpp>

#include "bench/core/manual_loop.h"
#include "drivers/emulators/memory_transport.h"
#include "drivers/relay/relay_board.h"
#include "tests/support/memory_logbook.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

const std::string kPair = "pc.nic0.pair";

struct Returning {
    Returning() {
        LineConfig line;
        line.name = kPair;
        line.board = "relais";
        line.channel = 2;
        line.voltage = "TBTS";
        line.min_gap = 1s;
        line.orphan.hold = 20s;
        config.lines = {line};
        auto owned = std::make_unique<MemoryTransport>(make_emulator("dcttech", BoardFacts{8}));
        cable = owned.get();
        boards["relais"] = std::make_unique<RelayBoard>("relais", *find_relay_protocol("dcttech"),
                                                        BoardFacts{8}, std::move(owned));
        REQUIRE(finish(book.append("opened", Json::object())));
    }
    template <class T>
    T finish(Task<T> task) {
        task.start();
        loop.advance(5s);
        REQUIRE(task.done());
        return task.take();
    }
    Settled settle(LinePast past) {
        const auto settled = finish(back.settle(kPair, past));
        REQUIRE(settled);
        return *settled;
    }
    void put_in() { REQUIRE(finish(lines.set(kPair, Position::fault))); }
    [[nodiscard]] unsigned coils() const { return cable->board().contacts(); }
    [[nodiscard]] std::vector<std::string> kinds() const {
        std::vector<std::string> kinds;
        for (const auto& record : book.records()) kinds.push_back(record.kind);
        kinds.erase(kinds.begin());  // "opened"
        return kinds;
    }

    ManualLoop loop;
    MemoryLogbook book{loop};
    BenchConfig config;
    Boards boards;
    MemoryTransport* cable = nullptr;
    LineSwitch lines{loop, config, boards};
    LineReturn back{book, lines, config};
};

const std::vector<std::string> kDecidedAndDone{"restart", "intent", "outcome"};

}  // namespace

TEST_CASE("a line that comes back is decided on the record before it moves", "[inject][return]") {
    Returning bench;
    std::vector<std::string> seen;
    bench.book.on_record = [&](const Record& record) { seen.push_back(record.kind); };
    bench.cable->board().on_contacts = [&](std::uint16_t) { seen.emplace_back("coil"); };
    const auto settled = bench.settle({Back::board, JournalSays::fault, HoldTime::running});
    CHECK(settled.act == RestartAct::restore);
    CHECK(bench.coils() == 2);
    CHECK(seen == std::vector<std::string>{"restart", "intent", "coil", "outcome"});
    CHECK(bench.book.of("restart").front().body == Json{{"line", kPair},
                                                        {"board", "relais"},
                                                        {"cause", "board"},
                                                        {"journal", "fault"},
                                                        {"reads", "healthy"},
                                                        {"rule", "hold"},
                                                        {"hold", "running"},
                                                        {"act", "restore"}});
    CHECK(bench.book.of("intent").front().body["purpose"] == "return");
    CHECK(bench.book.of("outcome").front().body["result"] == "confirmed");
}

TEST_CASE("a fault whose hold is over goes to rest without waiting for its gap",
          "[inject][return]") {
    Returning bench;
    bench.put_in();
    bench.config.lines[0].min_gap = 1h;
    const auto settled = bench.settle({Back::program, JournalSays::fault, HoldTime::over});
    CHECK(settled.act == RestartAct::rest);
    CHECK_FALSE(settled.failed);
    CHECK(bench.coils() == 0);
    CHECK(bench.book.of("restart").front().body["cause"] == "program");
}

TEST_CASE("a line that nobody may move is only written down", "[inject][return]") {
    Returning bench;
    bench.put_in();
    SECTION("it powers a PC") {
        bench.config.lines[0].energises = true;
        CHECK(bench.settle({}).act == RestartAct::ask_person);
    }
    SECTION("its board answers nothing") {
        bench.cable->mishaps.mute = true;
        CHECK(bench.settle({}).act == RestartAct::quarantine);
        CHECK(bench.book.of("restart").front().body["reads"] == "unreadable");
    }
    SECTION("it is where it should be") {
        const auto kept = bench.settle({Back::board, JournalSays::fault, HoldTime::running});
        CHECK(kept.act == RestartAct::nothing);
    }
    CHECK(bench.coils() == 2);
    CHECK(bench.kinds() == std::vector<std::string>{"restart"});
}

TEST_CASE("a line that does not follow its decision is a failed outcome", "[inject][return]") {
    Returning bench;
    bench.put_in();
    bench.cable->board().frozen = true;
    const auto settled = bench.settle({Back::board, JournalSays::unknown, HoldTime::over});
    CHECK(settled.act == RestartAct::rest);
    CHECK(settled.failed);
    CHECK(bench.kinds() == kDecidedAndDone);
    CHECK(bench.book.of("outcome").front().body["result"] == "failed");
}

TEST_CASE("nothing moves that the journal does not know of", "[inject][return]") {
    Returning bench;
    bench.put_in();
    bench.book.full_from = 2;
    CHECK_FALSE(bench.finish(bench.back.settle(kPair, {})));
    CHECK(bench.coils() == 2);
}

TEST_CASE("a line of another bench can't come back here", "[inject][return]") {
    Returning bench;
    CHECK(bench.finish(bench.back.settle("pc.unknown", {})).error().code == Errc::invalid);
    CHECK(bench.kinds().empty());
}
