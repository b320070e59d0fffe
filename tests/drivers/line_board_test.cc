// SPDX-License-Identifier: EUPL-1.2
// A relay board on a line that cuts replies anywhere, answers late, babbles, or goes away.
#include "drivers/transport/line_board.h"

#include <catch2/catch.hpp>

#include "bench/core/manual_loop.h"
#include "drivers/emulators/emulator.h"
#include "tests/drivers/relay_bench.h"
#include "tests/support/fake_line.h"

namespace banc {
namespace {

using namespace std::chrono_literals;
using Reply = Task<Result<Bytes>>;

constexpr Nanos kDeadline = 1s;

struct Line {
    ManualLoop loop;
    FakeLine* line = nullptr;
    std::unique_ptr<LineBoard> board;

    explicit Line(Nanos gap = 0ms) {
        auto made = std::make_unique<FakeLine>(loop);
        line = made.get();
        board = std::make_unique<LineBoard>(loop, std::move(made), gap);
    }
    // Past the silence that a line just opened is given.
    static Line open(Nanos gap = 0ms) {
        Line opened(gap);
        auto first = opened.ask({{'w'}, 0});
        opened.loop.advance(100ms);
        REQUIRE(first.done());
        return opened;
    }
    Reply ask(Exchange exchange) {
        auto reply = board->exchange(std::move(exchange), kDeadline);
        reply.start();
        return reply;
    }
    [[nodiscard]] Result<Bytes> after(Reply& reply, Nanos time) {
        loop.advance(time);
        REQUIRE(reply.done());
        return reply.take();
    }
};

const Exchange kThree{{'?'}, 3};
const Exchange kPrompted{{'?'}, 16, 0, '>'};
const Exchange kTwoLines{{'?'}, 16, 0, '\n', 2};

}  // namespace

TEST_CASE("a reply is collected wherever it is cut", "[relay][line]") {
    const auto [exchange, reply] = GENERATE(table<Exchange, std::string>(
        {{kThree, "abc"}, {kPrompted, "one\n\r>"}, {kTwoLines, "a\r\nb\r\n"}}));
    for (std::size_t cut = 0; cut < reply.size(); ++cut) {
        CAPTURE(reply, cut);
        auto line = Line::open();
        auto asked = line.ask(exchange);
        CHECK(line.line->written() == "w?");
        if (cut > 0) line.line->say(reply.substr(0, cut));
        line.loop.advance(30ms);
        CHECK_FALSE(asked.done());
        line.line->say(reply.substr(cut));
        CHECK(line.after(asked, 5ms) == Bytes(reply.begin(), reply.end()));
    }
}

TEST_CASE("a frame without a reply is done when it is out", "[relay][line]") {
    auto line = Line::open();
    auto sent = line.ask({{'!'}, 0});
    REQUIRE(sent.done());
    CHECK(sent.take() == Bytes{});
    CHECK(line.line->written() == "w!");
}

TEST_CASE("a reply that says too much is not believed", "[relay][line]") {
    auto line = Line::open();
    auto asked = line.ask(kThree);
    SECTION("at once") { line.line->say("abcd"); }
    SECTION("a byte later") {
        line.line->say("abc");
        line.loop.advance(2ms);
        line.line->say("d");
    }
    CHECK(line.after(asked, 5ms).error().code == Errc::protocol);
}

TEST_CASE("a board that says nothing, or not all of it, is a timeout", "[relay][line]") {
    auto line = Line::open();
    auto asked = line.ask(kThree);
    if (GENERATE(false, true)) line.line->say("ab");
    line.loop.advance(kDeadline - 1ms);
    CHECK_FALSE(asked.done());
    CHECK(line.after(asked, 1ms).error().code == Errc::timeout);
}

TEST_CASE("a late reply is never taken for the answer to the next question", "[relay][line]") {
    auto line = Line::open();
    auto first = line.ask(kThree);
    REQUIRE(line.after(first, kDeadline).error().code == Errc::timeout);
    auto second = line.ask(kThree);
    line.loop.advance(200ms);
    line.line->say("old");
    line.loop.advance(200ms);
    CHECK(line.line->written() == "w?");  // not before the line is silent
    line.loop.advance(50ms);
    CHECK(line.line->written() == "w??");
    line.line->say("new");
    CHECK(line.after(second, 5ms) == Bytes{'n', 'e', 'w'});
}

TEST_CASE("what nobody asked for is thrown away", "[relay][line]") {
    auto line = Line::open();
    line.line->say("boot");
    auto asked = line.ask(kThree);
    line.loop.advance(40ms);
    line.line->say("ing");
    line.loop.advance(50ms);
    CHECK(line.line->written() == "w?");
    line.line->say("abc");
    CHECK(line.after(asked, 5ms) == Bytes{'a', 'b', 'c'});
}

TEST_CASE("what was on a line before it was ours is thrown away", "[relay][line]") {
    Line line;
    auto asked = line.ask(kThree);
    line.line->say("old");
    CHECK(line.line->written().empty());
    line.loop.advance(50ms);
    line.line->say("new");
    CHECK(line.after(asked, 5ms) == Bytes{'n', 'e', 'w'});
}

TEST_CASE("a line that never falls silent is still told, and not believed", "[relay][line]") {
    auto line = Line::open();
    line.line->say("x");
    auto asked = line.ask(kThree);
    for (int i = 0; i < 60; ++i) {
        line.loop.advance(10ms);
        if (!asked.done()) line.line->say("abc");
    }
    REQUIRE(asked.done());
    CHECK(asked.take().error().code == Errc::protocol);
    CHECK(line.line->written() == "w?");
}

TEST_CASE("a line lost is disconnected, before a frame, during it and ever after",
          "[relay][line]") {
    auto line = Line::open();
    auto asked = line.ask(kThree);
    line.line->unplug();
    CHECK(line.after(asked, 0ms).error().code == Errc::disconnected);
    auto again = line.ask(kThree);
    CHECK(line.after(again, 0ms).error().code == Errc::disconnected);
    CHECK(line.line->written() == "w?");
}

TEST_CASE("frames keep their distance", "[relay][line]") {
    auto line = Line::open(100ms);
    line.loop.advance(100ms);
    auto first = line.ask(kThree);
    line.loop.advance(30ms);
    line.line->say("abc");
    REQUIRE(line.after(first, 5ms));
    auto second = line.ask({{'!'}, 0});
    line.loop.advance(99ms);
    CHECK(line.line->written() == "w?");
    line.loop.advance(1ms);
    CHECK(line.line->written() == "w?!");
}

TEST_CASE("an exchange that is dropped half-way leaves nothing for the next", "[relay][line]") {
    auto line = Line::open();
    { const auto dropped = line.ask(kThree); }
    auto asked = line.ask(kThree);
    line.loop.advance(20ms);
    line.line->say("old");
    line.loop.advance(50ms);
    line.line->say("new");
    CHECK(line.after(asked, 5ms) == Bytes{'n', 'e', 'w'});
}

TEST_CASE("every board on a serial line works byte by byte", "[relay][line]") {
    for (const auto& [section, product] : shipped_boards()) {
        if (product.cable != BoardCable::serial) continue;
        CAPTURE(section);
        ManualLoop loop;
        auto made = std::make_unique<FakeLine>(loop);
        FakeLine& line = *made;
        const auto emulator = make_emulator(product.protocol->name, product.facts);
        REQUIRE(emulator);
        line.on_write = [&](const std::string& out) {
            for (const char byte : out) {
                const auto said = emulator->write(view({&byte, 1}));
                for (const auto one : said.value_or(Bytes{}))
                    line.say({reinterpret_cast<const char*>(&one), 1});
            }
        };
        RelayBoard board("relais", *product.protocol, product.facts,
                         std::make_unique<LineBoard>(loop, std::move(made), product.gap));
        auto on = board.set(relay(2 % product.facts.channels + 1), Coil::energised);
        on.start();
        loop.advance(5s);
        REQUIRE(on.done());
        const auto expected =
            product.protocol->query != nullptr ? Confirmed::by_readback : Confirmed::not_readable;
        CHECK(on.take() == expected);
        CHECK(emulator->contacts() == relay(2 % product.facts.channels + 1).bit());
        auto off = board.release_all();
        off.start();
        loop.advance(5s);
        REQUIRE(off.done());
        CHECK(off.take() == expected);
        CHECK(emulator->contacts() == 0);
    }
}

}  // namespace banc
