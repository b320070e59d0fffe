// SPDX-License-Identifier: EUPL-1.2
// One battery for every board in boards.yaml, against its emulator.
#include <catch2/catch.hpp>

#include "tests/drivers/relay_bench.h"
#include "tests/support/at_once.h"

namespace banc {
namespace {

const BoardTable::value_type& any_board() {
    static const std::vector<const BoardTable::value_type*> boards = [] {
        std::vector<const BoardTable::value_type*> out;
        for (const auto& board : shipped_boards()) out.push_back(&board);
        return out;
    }();
    return *GENERATE_REF(from_range(boards));
}

// What the board answers when it did what it was asked.
Confirmed success(const BoardProduct& board) {
    return board.protocol->query != nullptr ? Confirmed::by_readback : Confirmed::not_readable;
}

bool readable(const BoardProduct& board) { return board.protocol->query != nullptr; }

}  // namespace

TEST_CASE("every relay driver has an emulated board to answer it", "[relay][contract]") {
    const auto& [section, board] = any_board();
    CAPTURE(section);
    CHECK(make_emulator(board.protocol->name, board.facts) != nullptr);
    CHECK(find_relay_protocol(board.protocol->name) == board.protocol);
    CHECK_FALSE(board.tested.empty());
    CHECK_FALSE(board.source.empty());
}

TEST_CASE("a relay driver moves the contact it was asked to and no other", "[relay][contract]") {
    const auto& [section, board] = any_board();
    for (int printed = 1; printed <= board.facts.channels; ++printed) {
        CAPTURE(section, printed);
        RelayBench bench(board);
        const int held = printed % board.facts.channels + 1;
        REQUIRE(at_once(bench.board.set(relay(held), Coil::energised)));
        const auto on = at_once(bench.board.set(relay(printed), Coil::energised));
        CHECK(bench.contacts() == (relay(printed).bit() | relay(held).bit()));
        const auto off = at_once(bench.board.set(relay(printed), Coil::released));
        CHECK(bench.contacts() == (held == printed ? 0U : relay(held).bit()));
        CHECK(on == success(board));
        CHECK(off == success(board));
    }
}

TEST_CASE("releasing everything leaves nothing energised", "[relay][contract]") {
    const auto& [section, board] = any_board();
    CAPTURE(section);
    RelayBench bench(board);
    for (int n = 1; n <= board.facts.channels; ++n)
        REQUIRE(at_once(bench.board.set(relay(n), Coil::energised)));
    REQUIRE(bench.contacts() == board.facts.all());
    CHECK(at_once(bench.board.release_all()) == success(board));
    CHECK(bench.contacts() == 0);
}

TEST_CASE("a register is read from the board, never from memory", "[relay][contract]") {
    const auto& [section, board] = any_board();
    CAPTURE(section);
    RelayBench bench(board);
    REQUIRE(at_once(bench.board.set(relay(1), Coil::energised)));
    bench.cable.board().release_by_hand(1);
    const auto seen = at_once(bench.board.read());
    if (readable(board)) {
        CHECK(seen == Coils{0});
    } else {
        CHECK(seen.error().code == Errc::refused);
    }
}

TEST_CASE("an unplugged board is an error that names it", "[relay][contract]") {
    const auto& [section, board] = any_board();
    CAPTURE(section);
    RelayBench bench(board);
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
    const auto& [section, board] = any_board();
    CAPTURE(section);
    RelayBench bench(board);
    REQUIRE(at_once(bench.board.set(relay(1), Coil::energised)));
    bench.cable.board().frozen = true;
    const auto off = at_once(bench.board.set(relay(1), Coil::released));
    const auto all = at_once(bench.board.release_all());
    for (const auto& moved : {off, all}) CHECK(moved != Confirmed::by_readback);
    if (readable(board)) {
        CHECK_THAT(off.error().what.en, Catch::Contains("relay 1: the board took the command and"));
        CHECK_THAT(off.error().what.fr, Catch::Contains("relais 1 : la carte a accepté l'ordre"));
        CHECK(all.error().code == Errc::protocol);
    }
}

TEST_CASE("a neighbour that moves is not a success", "[relay][contract]") {
    const auto& [section, board] = any_board();
    if (board.facts.channels < 2) return;
    CAPTURE(section);
    RelayBench bench(board);
    REQUIRE(at_once(bench.board.set(relay(2), Coil::energised)));
    auto& emulated = bench.cable.board();
    emulated.on_contacts = [&](std::uint16_t contacts) {  // with the move, not before it
        if ((contacts & relay(1).bit()) != 0) emulated.release_by_hand(2);
    };
    const auto moved = at_once(bench.board.set(relay(1), Coil::energised));
    CHECK(bench.contacts() == relay(1).bit());
    CHECK(moved != Confirmed::by_readback);
    if (readable(board)) CHECK_FALSE(moved);
}

TEST_CASE("a reply cut short is an error at every length", "[relay][contract]") {
    const auto& [section, board] = any_board();
    if (!readable(board)) return;
    for (const auto& frame : board.protocol->query(board.facts))
        for (std::size_t cut = 0; cut < frame.reply_size && !frame.until; ++cut) {
            CAPTURE(section, cut);
            RelayBench bench(board);
            bench.cable.mishaps.reply_cut = cut;
            CHECK_FALSE(at_once(bench.board.read()));
            CHECK_FALSE(at_once(bench.board.set(relay(1), Coil::energised)));
        }
}

TEST_CASE("a relay the board does not have is refused before anything is sent",
          "[relay][contract]") {
    const auto& [section, board] = any_board();
    if (board.facts.channels == 16) return;  // there is no 17th to ask for
    CAPTURE(section);
    RelayBench bench(board);
    const auto moved = at_once(bench.board.set(relay(board.facts.channels + 1), Coil::energised));
    CHECK(moved.error().code == Errc::invalid);
    CHECK(bench.cable.exchanges() == 0);
}

}  // namespace banc
