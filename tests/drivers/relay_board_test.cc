// SPDX-License-Identifier: EUPL-1.2
// What a board does with time, repetition and boards that cannot be asked: the rules that no
// protocol of the registry shows by itself.
#include <catch2/catch.hpp>
#include <deque>

#include "bench/core/manual_loop.h"
#include "tests/drivers/relay_bench.h"
#include "tests/support/at_once.h"

namespace banc {
namespace {

constexpr int kRelays = 8;

const RelayProtocol& dcttech() { return *find_relay_protocol("dcttech"); }

// A board that can only be written to, and has no frame for all relays at once.
const RelayProtocol kBlind{.name = "dcttech", .set = dcttech().set};

// Answers when the test says so.
class SlowCable final : public BoardTransport {
public:
    explicit SlowCable(Loop& loop) : loop_(loop) {}
    Task<Result<Bytes>> exchange(Exchange, Nanos) override {
        Answer<Result<Bytes>> answer(loop_);
        waiting.push_back(answer.resolver());
        Result<Bytes> reply = co_await answer;
        co_return reply;
    }
    std::deque<Answer<Result<Bytes>>::Resolver> waiting;

private:
    Loop& loop_;
};

// A board with fewer relays than its register has bits.
RelayBoard two_relays(std::unique_ptr<BoardTransport> cable) {
    return {"relais", dcttech(), BoardFacts{2}, std::move(cable)};
}

}  // namespace

TEST_CASE("a board that can't be asked is never called confirmed", "[relay]") {
    RelayBench bench(kBlind, BoardFacts{kRelays});
    CHECK(at_once(bench.board.set(relay(4), Coil::energised)) == Confirmed::not_readable);
    CHECK(bench.contacts() == 0x08);
    CHECK(at_once(bench.board.read()).error().code == Errc::refused);
    CHECK(at_once(bench.board.release_all()) == Confirmed::not_readable);
    CHECK(bench.contacts() == 0);
}

TEST_CASE("a bus error is tried again twice, and not for ever", "[relay]") {
    RelayBench bench(dcttech(), BoardFacts{kRelays});
    bench.cable.mishaps.bus_errors = 2;
    CHECK(at_once(bench.board.set(relay(1), Coil::energised)) == Confirmed::by_readback);
    bench.cable.mishaps.bus_errors = 3;
    CHECK(at_once(bench.board.read()).error().code == Errc::protocol);
    CHECK(bench.cable.mishaps.bus_errors == 0);
}

TEST_CASE("a mute board is asked once and reported as mute", "[relay]") {
    RelayBench bench(dcttech(), BoardFacts{kRelays});
    bench.cable.mishaps.mute = true;
    CHECK(at_once(bench.board.read()).error().code == Errc::timeout);
    CHECK(bench.cable.exchanges() == 1);
}

TEST_CASE("a reply that makes no sense is not asked for again", "[relay]") {
    ManualLoop loop;
    auto cable = std::make_unique<SlowCable>(loop);
    auto& slow = *cable;
    RelayBoard board("relais", dcttech(), BoardFacts{kRelays}, std::move(cable));
    auto reading = board.read();
    reading.start();
    slow.waiting.front()(Bytes(8, 0xff));
    loop.settle();
    REQUIRE(reading.done());
    CHECK(reading.take().error().code == Errc::protocol);
    CHECK(slow.waiting.size() == 1);
}

TEST_CASE("a register that shows relays the board does not have is refused", "[relay]") {
    auto emulated = make_emulator("dcttech", BoardFacts{8});
    emulated->write(Bytes{0xff, 3});
    auto board = two_relays(std::make_unique<MemoryTransport>(std::move(emulated)));
    const auto seen = at_once(board.read());
    REQUIRE_FALSE(seen);
    CHECK(seen.error().code == Errc::protocol);
    CHECK_THAT(seen.error().what.en, Catch::EndsWith("does not have: 3"));
}

TEST_CASE("a command under way refuses a second one and a dropped one does not", "[relay]") {
    ManualLoop loop;
    RelayBoard board("relais", dcttech(), BoardFacts{kRelays}, std::make_unique<SlowCable>(loop));
    {
        auto first = board.set(relay(1), Coil::energised);
        first.start();
        REQUIRE_FALSE(first.done());
        CHECK(at_once(board.set(relay(2), Coil::energised)).error().code == Errc::refused);
        CHECK(at_once(board.release_all()).error().code == Errc::refused);
    }
    auto healing = board.release_all();
    healing.start();
    CHECK_FALSE(healing.done());
}

}  // namespace banc
