// SPDX-License-Identifier: EUPL-1.2
// The guard on a loop ticked by hand, with boards in memory that one program can hold at a time.
#include "bench/guard/guard.h"

#include <catch2/catch.hpp>

#include "drivers/emulators/memory_transport.h"
#include "tests/support/manual_loop.h"

using namespace banc;
using namespace std::chrono_literals;
using Names = std::vector<std::string>;

namespace {

struct MemoryLog final : GuardLog {
    std::uint64_t append(Json entry, Instant) override {
        entries.push_back(std::move(entry));
        return full ? 0 : entries.size();
    }
    void sync() override { synced = entries.size(); }
    [[nodiscard]] std::vector<Json> of(std::string_view what) const {
        std::vector<Json> out;
        for (const auto& entry : entries)
            if (entry["what"] == what) out.push_back(entry);
        return out;
    }
    std::vector<Json> entries;
    std::size_t synced = 0;
    bool full = false;
};

// Outlives the claims of those who open it.
class Shared final : public BoardTransport {
public:
    Shared(MemoryTransport& cable, int& holders) : cable_(cable), holders_(holders) { ++holders_; }
    ~Shared() override { --holders_; }
    Task<Result<Bytes>> exchange(Exchange exchange, Nanos deadline) override {
        return cable_.exchange(std::move(exchange), deadline);
    }

private:
    MemoryTransport& cable_;
    int& holders_;
};

LineConfig wired(std::string name, std::string board, int channel) {
    LineConfig line;
    line.name = std::move(name);
    line.board = std::move(board);
    line.channel = channel;
    line.min_dwell = 1h;  // a guard waits for no dwell
    line.orphan.hold = 20s;
    return line;
}

struct Post {
    Post() {
        config.boards = {{"a", "m", {}, {}}, {"b", "m", {}, {}}};
        config.lines = {wired("heat", "a", 1), wired("nic", "a", 2), wired("button", "a", 5),
                        wired("disk", "b", 1), wired("stick", "b", 2)};
        config.lines[0].orphan = {true, 0s};
        config.lines[2].energises = true;
        config.lines[4].orphan = {true, 0s};
        for (const auto* name : {"a", "b"})
            cables.emplace(name, std::make_unique<MemoryTransport>(
                                     make_emulator("dcttech", BoardFacts{8})));
    }
    Task<Result<std::unique_ptr<RelayBoard>>> claim(BoardConfig board) {
        if (daemon_holds)
            co_return fail(Errc::refused, text("tenue", "another program holds the board"));
        co_return std::make_unique<RelayBoard>(
            board.name, *find_relay_protocol("dcttech"), BoardFacts{8},
            std::make_unique<Shared>(*cables.at(board.name), holders));
    }
    // As a daemon puts it: announced, then switched.
    void put_in(const std::string& name) {
        const auto* line = config.line(name);
        REQUIRE(guard.said(name, Position::fault));
        auto& board = cables.at(line->board)->board();
        REQUIRE(
            board.write(Bytes{0xff, static_cast<std::uint8_t>(line->channel), 0, 0, 0, 0, 0, 0}));
    }
    [[nodiscard]] unsigned coils(const char* name) { return cables.at(name)->board().contacts(); }
    void beat_for(Nanos span) {
        for (Nanos gone{0}; gone < span; gone += 1s) {
            guard.beat();
            loop.advance(1s);
        }
    }
    void die() {
        daemon_holds = false;
        guard.gone();
    }

    ManualLoop loop;
    BenchConfig config;
    MemoryLog log;
    std::map<std::string, std::unique_ptr<MemoryTransport>> cables;
    bool daemon_holds = true;
    int holders = 0;  // boards the guard has open
    int kills = 0;
    std::optional<Names> welcomed;
    std::optional<GuardEnd> ended;
    Guard guard{{loop, log, [this](BoardConfig board) { return claim(std::move(board)); }},
                config,
                {[this] { ++kills; }, [this](const Names& in) { welcomed = in; },
                 [this](GuardEnd why) { ended = why; }}};
};

}  // namespace

TEST_CASE("a daemon that beats is left alone, and so are its lines", "[guard]") {
    Post post;
    post.put_in("heat");
    post.beat_for(60s);
    CHECK(post.kills == 0);
    CHECK(post.coils("a") == 1);
    CHECK(post.log.entries.empty());
}

TEST_CASE("the daemon is killed: each line does what its rule says", "[guard]") {
    Post post;
    for (const auto* line : {"heat", "nic", "button", "disk", "stick"}) post.put_in(line);
    post.die();
    post.loop.advance(500ms);
    CHECK(post.coils("a") == 0x12);  // heat at rest at once; nic waits, the button stays
    CHECK(post.coils("b") == 1);
    CHECK(post.holders == 2);  // nobody else switches what waits
    post.loop.advance(19400ms);
    CHECK(post.coils("a") == 0x12);
    CHECK_FALSE(post.ended);
    post.loop.advance(100ms);
    CHECK(post.coils("a") == 0x10);
    CHECK(post.coils("b") == 0);
    CHECK(post.ended == GuardEnd::done);
    CHECK(post.holders == 0);
    CHECK(post.log.of("left-alone").size() == 1);
    CHECK(post.log.of("left-alone")[0]["line"] == "button");
}

TEST_CASE("every act is written before it is done and after", "[guard]") {
    Post post;
    post.put_in("heat");
    post.put_in("stick");
    auto& board = post.cables.at("a")->board();
    std::size_t durable = 0;
    board.on_contacts = [&](std::uint16_t) { durable = post.log.synced; };
    post.die();
    post.loop.advance(1s);
    REQUIRE(post.log.of("intent").size() == 2);
    CHECK(durable >= 2);  // the daemon's end and the intent
    const auto intent = post.log.of("intent")[0];
    CHECK(intent["line"] == "heat");
    CHECK(intent["rule"] == "rest");
    CHECK(intent["frame"] == "contact");  // the button is on this board
    CHECK(post.log.of("intent")[1]["frame"] == "all-off");
    for (const auto& outcome : post.log.of("outcome")) {
        CHECK(outcome["result"] == "confirmed");
        CHECK(post.log.entries[outcome["intent"].get<std::size_t>() - 1]["line"] ==
              outcome["line"]);
    }
    CHECK(post.log.synced == post.log.entries.size());
}

TEST_CASE("a disk that is full stops no guard", "[guard]") {
    Post post;
    post.log.full = true;
    post.put_in("heat");
    post.die();
    post.loop.advance(1s);
    CHECK(post.coils("a") == 0);
    CHECK(post.ended == GuardEnd::done);
}

TEST_CASE("a daemon that hangs is killed before its boards are claimed", "[guard]") {
    Post post;
    post.put_in("heat");
    post.beat_for(3s);
    post.loop.advance(4s);
    CHECK(post.kills == 0);
    post.loop.advance(1s);
    CHECK(post.kills == 1);
    CHECK(post.coils("a") == 1);
    CHECK(post.holders == 0);
    post.die();
    post.loop.advance(500ms);
    CHECK(post.coils("a") == 0);
    CHECK(post.log.of("kill").size() == 1);
}

TEST_CASE("a daemon that no signal ends is taken over, once its boards are free", "[guard]") {
    Post post;
    post.put_in("heat");
    post.loop.advance(5s + 2s);
    CHECK(post.kills == 1);
    CHECK(post.guard.daemon() == DaemonLife::stubborn);
    post.loop.advance(30s);
    CHECK(post.coils("a") == 1);
    CHECK(post.log.of("no-claim").size() == 1);  // said once, tried often
    post.daemon_holds = false;
    post.loop.advance(1s);
    CHECK(post.coils("a") == 0);
    post.guard.gone();
    CHECK(post.ended == GuardEnd::done);
}

TEST_CASE("a claim that ends a moment after its daemon is waited for", "[guard]") {
    Post post;
    post.put_in("heat");
    post.guard.gone();
    post.loop.advance(300ms);
    CHECK(post.coils("a") == 1);
    post.daemon_holds = false;
    post.loop.advance(20ms);
    CHECK(post.coils("a") == 0);
}

TEST_CASE("one board that hangs delays no other", "[guard]") {
    Post post;
    post.put_in("heat");
    post.put_in("stick");
    post.cables.at("a")->mishaps.unplugged = true;
    post.die();
    post.loop.advance(100ms);
    CHECK(post.coils("b") == 0);
    CHECK_FALSE(post.ended);
    post.cables.at("a")->mishaps.unplugged = false;
    post.loop.advance(1s);
    CHECK(post.coils("a") == 0);
    CHECK(post.ended == GuardEnd::done);
    CHECK(post.log.of("outcome").size() == 3);  // one failure, said once
}

TEST_CASE("what no guard can heal is given up and said", "[guard]") {
    Post post;
    post.put_in("heat");
    post.cables.at("a")->mishaps.unplugged = true;
    post.die();
    post.loop.advance(9min);
    CHECK_FALSE(post.ended);
    post.loop.advance(2min);
    CHECK(post.ended == GuardEnd::quarantined);
    REQUIRE(post.log.of("quarantine").size() == 1);
    CHECK(post.log.of("quarantine")[0]["line"] == "heat");
    CHECK(post.log.entries.size() < 10);
}

TEST_CASE("a board that answers nonsense is told to let go all the same", "[guard]") {
    Post post;
    post.put_in("heat");
    post.cables.at("a")->mishaps.reply_cut = 3;
    post.die();
    post.loop.advance(100ms);
    CHECK(post.coils("a") == 0);
    CHECK_FALSE(post.ended);  // it did not say so
}

TEST_CASE("the daemon comes back within the hold: its line is in, the boards are free", "[guard]") {
    Post post;
    for (const auto* line : {"heat", "nic", "button"}) post.put_in(line);
    CHECK_FALSE(post.guard.back());  // the first one lives
    post.die();
    post.loop.advance(15s);
    CHECK(post.holders == 1);
    REQUIRE(post.guard.back());
    CHECK_FALSE(post.guard.back());
    post.loop.settle();
    CHECK(post.welcomed == Names{"button", "nic"});
    CHECK(post.holders == 0);
    CHECK(post.coils("a") == 0x12);
    post.daemon_holds = true;
    post.beat_for(60s);
    CHECK(post.coils("a") == 0x12);
    SECTION("and dies again: the hold begins anew") {
        post.die();
        post.loop.advance(19s);
        CHECK(post.coils("a") == 0x12);
        post.loop.advance(1s);
        CHECK(post.coils("a") == 0x10);
    }
    SECTION("and puts it right itself") {
        CHECK(post.guard.said("nic", Position::healthy));
        CHECK(post.guard.said("button", Position::healthy));
        post.guard.goodbye();
        post.loop.settle();
        CHECK(post.ended == GuardEnd::goodbye);
    }
}

TEST_CASE("after a goodbye nothing is waited for", "[guard]") {
    Post post;
    SECTION("nothing in: it ends, and leaves no trace") {
        post.put_in("nic");
        CHECK(post.guard.said("nic", Position::healthy));
        post.guard.goodbye();
        post.loop.settle();
        CHECK(post.ended == GuardEnd::goodbye);
        CHECK(post.log.entries.empty());
    }
    SECTION("a line that holds goes to rest once the daemon has gone") {
        post.put_in("nic");
        post.guard.goodbye();
        post.loop.advance(10s);
        CHECK(post.kills == 0);
        CHECK(post.coils("a") == 2);
        post.die();
        post.loop.advance(100ms);
        CHECK(post.coils("a") == 0);
    }
}

TEST_CASE("a daemon that dies with nothing in ends its guard", "[guard]") {
    Post post;
    post.die();
    post.loop.settle();
    CHECK(post.ended == GuardEnd::nothing_in);
    CHECK(post.log.entries.empty());
}

TEST_CASE("a line nobody wired can't be announced", "[guard]") {
    Post post;
    CHECK_FALSE(post.guard.said("nowhere", Position::fault));
    CHECK(post.guard.in().empty());
}
