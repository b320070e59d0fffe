// SPDX-License-Identifier: EUPL-1.2

#include "tests/guard/guard_rig.h"
#include "tests/support/scratch_folder.h"

using namespace banc;

namespace {

// What was seen of board "a" when its cable was pulled.
Commissioning seen_of_a(Loss loss) {
    const test::ScratchFolder folder;
    auto seen = Commissioning::open(folder / "seen.json").value();
    REQUIRE(seen.record("a", {loss, "M. Dupont", "2026-06-12T14:03:27Z"}));
    return seen;
}

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
    post.loop.advance(3s);
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
    CHECK(post.guard.daemon() == DaemonLife::unkillable);
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

TEST_CASE("what holds without USB is quarantined at once, and rested if it is plugged in again",
          "[guard]") {
    Post post(seen_of_a(Loss::holds));
    post.put_in("heat");
    post.put_in("nic");  // its hold still runs
    post.away = "a";
    post.die();
    post.loop.advance(100ms);
    const auto told = post.log.of("quarantine");
    REQUIRE(told.size() == 2);
    CHECK(told[0]["line"] == "heat");
    CHECK(told[1]["why"] == "holds-on-usb-loss");
    CHECK_FALSE(post.ended);
    post.away.clear();
    post.loop.advance(30s);
    CHECK(post.coils("a") == 0);
    CHECK(post.ended == GuardEnd::done);
    CHECK(post.log.of("quarantine").size() == 2);
}

TEST_CASE("a board that holds without USB and is only claimed by somebody is not quarantined",
          "[guard]") {
    Post post(seen_of_a(Loss::holds));
    post.put_in("heat");
    post.guard.gone();  // its claims end a moment later
    post.loop.advance(300ms);
    CHECK(post.log.of("no-claim").size() == 1);
    CHECK(post.log.of("quarantine").empty());
}

TEST_CASE("a board that lets go without USB, or that nobody tried, is waited for first",
          "[guard]") {
    Post post(GENERATE(0, 1) == 0 ? Commissioning{} : seen_of_a(Loss::lets_go));
    post.put_in("heat");
    post.away = "a";
    post.die();
    post.loop.advance(1min);
    CHECK(post.log.of("quarantine").empty());
    post.loop.advance(10min);
    REQUIRE(post.log.of("quarantine").size() == 1);
    CHECK(post.log.of("quarantine")[0]["why"] == "given-up");
    CHECK(post.ended == GuardEnd::quarantined);
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
