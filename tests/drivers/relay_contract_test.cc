// SPDX-License-Identifier: EUPL-1.2
// One battery for every relay protocol in the registry, against its emulator.
#include <catch2/catch.hpp>

#include "tests/drivers/relay_bench.h"
#include "tests/support/at_once.h"

namespace banc {
namespace {

const RelayProtocol& any_protocol() {
    const auto all = relay_protocols();
    return *GENERATE_REF(from_range(all.begin(), all.end()));
}

// What the board answers when it did what it was asked.
Confirmed success(const RelayProtocol& protocol) {
    return protocol.query != nullptr ? Confirmed::by_readback : Confirmed::not_readable;
}

}  // namespace

TEST_CASE("every relay driver has an emulated board to answer it", "[relay][contract]") {
    const auto& protocol = any_protocol();
    CAPTURE(protocol.name);
    CHECK(make_emulator(protocol.name, kRelays) != nullptr);
    CHECK(find_relay_protocol(protocol.name) == &protocol);
}

TEST_CASE("a relay driver moves the contact it was asked to and no other", "[relay][contract]") {
    const auto& protocol = any_protocol();
    const int printed = GENERATE(range(1, kRelays + 1));
    CAPTURE(protocol.name, printed);
    RelayBench bench(protocol);
    const int held = printed % kRelays + 1;
    REQUIRE(at_once(bench.board.set(relay(held), Coil::energised)));
    const auto on = at_once(bench.board.set(relay(printed), Coil::energised));
    CHECK(bench.contacts() == (relay(printed).bit() | relay(held).bit()));
    const auto off = at_once(bench.board.set(relay(printed), Coil::released));
    CHECK(bench.contacts() == relay(held).bit());
    CHECK(on == success(protocol));
    CHECK(off == success(protocol));
}

TEST_CASE("releasing everything leaves nothing energised", "[relay][contract]") {
    const auto& protocol = any_protocol();
    CAPTURE(protocol.name);
    RelayBench bench(protocol);
    for (int n = 1; n <= kRelays; ++n) REQUIRE(at_once(bench.board.set(relay(n), Coil::energised)));
    REQUIRE(bench.contacts() == 0xff);
    CHECK(at_once(bench.board.release_all()) == success(protocol));
    CHECK(bench.contacts() == 0);
}

TEST_CASE("a register is read from the board, never from memory", "[relay][contract]") {
    const auto& protocol = any_protocol();
    CAPTURE(protocol.name);
    RelayBench bench(protocol);
    REQUIRE(at_once(bench.board.set(relay(3), Coil::energised)));
    bench.cable.board().release_by_hand(3);
    const auto seen = at_once(bench.board.read());
    if (protocol.query != nullptr) {
        CHECK(seen == Coils{0});
    } else {
        CHECK(seen.error().code == Errc::refused);
    }
}

TEST_CASE("an unplugged board is an error that names it", "[relay][contract]") {
    const auto& protocol = any_protocol();
    CAPTURE(protocol.name);
    RelayBench bench(protocol);
    bench.cable.mishaps.unplugged = true;
    const auto moved = at_once(bench.board.set(relay(1), Coil::energised));
    REQUIRE_FALSE(moved);
    CHECK(moved.error().code == Errc::disconnected);
    CHECK_THAT(moved.error().what.fr, Catch::StartsWith("relais : "));
    CHECK_THAT(moved.error().what.en, Catch::StartsWith("relais: "));
    CHECK(at_once(bench.board.release_all()).error().code == Errc::disconnected);
    CHECK(bench.cable.exchanges() == 2);  // absence is not asked twice
}

TEST_CASE("a board that acknowledges and does nothing is not a success", "[relay][contract]") {
    const auto& protocol = any_protocol();
    CAPTURE(protocol.name);
    RelayBench bench(protocol);
    REQUIRE(at_once(bench.board.set(relay(2), Coil::energised)));
    bench.cable.mishaps.deaf = true;
    const auto on = at_once(bench.board.set(relay(1), Coil::energised));
    const auto off = at_once(bench.board.set(relay(2), Coil::released));
    const auto all = at_once(bench.board.release_all());
    for (const auto& moved : {on, off, all}) CHECK(moved != Confirmed::by_readback);
    if (protocol.query != nullptr) {
        CHECK_THAT(on.error().what.en, Catch::Contains("relay 1: the board took the command and"));
        CHECK_THAT(off.error().what.fr, Catch::Contains("relais 2 : la carte a accepté l'ordre"));
        CHECK(all.error().code == Errc::protocol);
    }
}

TEST_CASE("a neighbour that moves is not a success", "[relay][contract]") {
    const auto& protocol = any_protocol();
    CAPTURE(protocol.name);
    RelayBench bench(protocol);
    REQUIRE(at_once(bench.board.set(relay(5), Coil::energised)));
    bench.cable.mishaps.finger = 5;
    const auto moved = at_once(bench.board.set(relay(1), Coil::energised));
    CHECK(moved != Confirmed::by_readback);
    if (protocol.query != nullptr)
        CHECK_THAT(moved.error().what.en, Catch::Contains("relay 5: moved without being asked"));
}

TEST_CASE("a reply cut short is an error at every length", "[relay][contract]") {
    const auto& protocol = any_protocol();
    if (protocol.query == nullptr) return;
    RelayBench bench(protocol);
    const auto whole = protocol.query().reply_size;
    for (std::size_t cut = 0; cut < whole; ++cut) {
        CAPTURE(protocol.name, cut);
        bench.cable.mishaps.reply_cut = cut;
        CHECK(at_once(bench.board.read()).error().code == Errc::protocol);
        CHECK(at_once(bench.board.set(relay(1), Coil::energised)).error().code == Errc::protocol);
        const auto reply = *bench.cable.board().get_report(cut);
        CHECK(protocol.parse(reply).error().code == Errc::protocol);
    }
}

TEST_CASE("a relay the board does not have is refused before anything is sent",
          "[relay][contract]") {
    const auto& protocol = any_protocol();
    CAPTURE(protocol.name);
    RelayBench bench(protocol);
    const auto moved = at_once(bench.board.set(relay(kRelays + 1), Coil::energised));
    CHECK(moved.error().code == Errc::invalid);
    CHECK(bench.cable.exchanges() == 0);
}

}  // namespace banc
