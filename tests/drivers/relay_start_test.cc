// SPDX-License-Identifier: EUPL-1.2
// Boards that are identified once (ICStation): their second identification is an order.
#include <catch2/catch.hpp>

#include "tests/drivers/relay_bench.h"
#include "tests/support/at_once.h"

namespace banc {
namespace {

const BoardProduct& icse014a() { return shipped_board("icstation-icse014a"); }

// A cable that can be plugged into the next owner, the board keeping its power.
class Lent final : public BoardTransport {
public:
    explicit Lent(MemoryTransport& cable) : cable_(cable) {}
    Task<Result<Bytes>> exchange(Exchange exchange, Nanos deadline) override {
        sent.push_back(exchange.out);
        Result<Bytes> reply = co_await cable_.exchange(std::move(exchange), deadline);
        co_return reply;
    }
    std::vector<Bytes> sent;

private:
    MemoryTransport& cable_;
};

struct Owner {
    Owner(MemoryTransport& lent, const BoardProduct& product)
        : Owner(product, std::make_unique<Lent>(lent)) {}
    Lent& cable;
    RelayBoard board;

private:
    Owner(const BoardProduct& product, std::unique_ptr<Lent> lent)
        : cable(*lent), board("relais", *product.protocol, product.facts, std::move(lent)) {}
};

MemoryTransport powered(const BoardProduct& product) {
    return MemoryTransport(make_emulator(product.protocol->name, product.facts));
}

}  // namespace

TEST_CASE("a board is identified once per connection", "[relay][start]") {
    auto cable = powered(icse014a());
    Owner owner(cable, icse014a());
    CHECK(at_once(owner.board.set(relay(3), Coil::energised)) == Confirmed::not_readable);
    CHECK(at_once(owner.board.set(relay(1), Coil::energised)) == Confirmed::not_readable);
    CHECK(at_once(owner.board.release_all()) == Confirmed::not_readable);
    CHECK(owner.cable.sent == std::vector<Bytes>{{0x50}, {0x51}, {0xff}, {0xfb}, {0xfa}, {0xff}});
}

TEST_CASE("a board identified twice without a power cut is told to let go, and refused",
          "[relay][start]") {
    auto cable = powered(icse014a());
    Owner before(cable, icse014a());
    REQUIRE(at_once(before.board.set(relay(2), Coil::energised)));
    std::vector<std::uint16_t> seen;
    cable.board().on_contacts = [&](std::uint16_t contacts) { seen.push_back(contacts); };
    Owner after(cable, icse014a());
    CHECK(at_once(after.board.set(relay(2), Coil::energised)).error().code == Errc::protocol);
    CHECK(seen == std::vector<std::uint16_t>{0xaf, 0});  // 50 read as a pattern: the trap
    CHECK(at_once(after.board.set(relay(2), Coil::energised)).error().code == Errc::protocol);
    CHECK(at_once(after.board.release_all()).error().code == Errc::protocol);
    CHECK(cable.board().contacts() == 0);
    CHECK(after.cable.sent == std::vector<Bytes>{{0x50}, {0xff}, {0xff}, {0xff}});
}

TEST_CASE("a board that answers another name is sent nothing more", "[relay][start]") {
    auto cable = powered(shipped_board("icstation-icse012a"));
    Owner owner(cable, icse014a());
    const auto moved = at_once(owner.board.set(relay(1), Coil::energised));
    CHECK_THAT(moved.error().what.en, Catch::EndsWith("it answers ab"));
    CHECK(at_once(owner.board.release_all()).error().code == Errc::protocol);
    CHECK(owner.cable.sent == std::vector<Bytes>{{0x50}});
}

TEST_CASE("a bus error does not identify a board twice", "[relay][start]") {
    auto cable = powered(icse014a());
    cable.mishaps.bus_errors = 1;
    Owner owner(cable, icse014a());
    CHECK_FALSE(at_once(owner.board.set(relay(1), Coil::energised)));
    CHECK(owner.cable.sent == std::vector<Bytes>{{0x50}, {0xff}});
}

TEST_CASE("another Devantech module is recognised before it is switched", "[relay][start]") {
    auto cable = powered(shipped_board("devantech-usb-rly16"));
    Owner owner(cable, shipped_board("devantech-usb-rly08"));
    CHECK(at_once(owner.board.set(relay(1), Coil::energised)).error().code == Errc::protocol);
    CHECK(owner.cable.sent == std::vector<Bytes>{{0x5a}});
}

}  // namespace banc
