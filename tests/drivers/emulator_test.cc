// SPDX-License-Identifier: EUPL-1.2
// An emulator that flatters is worse than none (style study, 3.5): these are its refusals.
#include "drivers/emulators/emulator.h"

#include <catch2/catch.hpp>

namespace banc {

TEST_CASE("an emulated dcttech board ignores what the real one does not know",
          "[relay][emulator]") {
    const auto [why, report] = GENERATE(table<std::string, Bytes>({
        {"unknown command", {0xfb, 1, 0, 0, 0, 0, 0, 0}},
        {"a report id in front", {0x00, 0xff, 1, 0, 0, 0, 0, 0}},
        {"relays count from 1", {0xff, 0}},
        {"no such relay", {0xff, 5}},
        {"no such relay", {0xfd, 0x12}},
        {"no relay at all", {0xff}},
        {"an identity cut short", {0xfa, 'A', 'B'}},
    }));
    CAPTURE(why);
    const auto board = make_emulator("dcttech", BoardFacts{4});
    board->write(Bytes{0xff, 2});
    int moves = 0;
    board->on_contacts = [&](std::uint16_t) { ++moves; };
    CHECK(board->write(report) == Bytes{});
    CHECK(board->contacts() == 0x02);
    CHECK(board->read(8) == Bytes{'B', 'I', 'T', 'F', 'T', 0, 0, 0x02});
    CHECK(moves == 0);
}

TEST_CASE("an emulated dcttech board stalls on a report it cannot hold", "[relay][emulator]") {
    const auto board = make_emulator("dcttech", BoardFacts{4});
    CHECK(board->write({}) == std::nullopt);
    CHECK(board->write(Bytes{0xff, 1, 0, 0, 0, 0, 0, 0, 0}) == std::nullopt);
    CHECK(board->contacts() == 0);
}

TEST_CASE("an emulated dcttech board knows all its documented commands", "[relay][emulator]") {
    const auto board = make_emulator("dcttech", BoardFacts{4});
    std::vector<std::uint16_t> moves;
    board->on_contacts = [&](std::uint16_t contacts) { moves.push_back(contacts); };
    board->write(Bytes{0xfe});
    board->write(Bytes{0xfd, 2});
    board->write(Bytes{0xfd, 2});  // already so: nothing moves
    board->release_by_hand(4);
    board->release_by_hand(9);
    board->write(Bytes{0xfc, 0, 0, 0, 0, 0, 0, 0});
    CHECK(moves == std::vector<std::uint16_t>{0x0f, 0x0d, 0x05, 0x00});
    board->write(Bytes{0xfa, 'P', 'C', '0', '1', 'A'});
    CHECK(board->read(8) == Bytes{'P', 'C', '0', '1', 'A', 0, 0, 0});
    CHECK(board->read(5) == Bytes{'P', 'C', '0', '1', 'A'});
    CHECK(board->read(64)->size() == 8);
}

TEST_CASE("a board nobody makes is not emulated", "[relay][emulator]") {
    const auto [protocol, channels] = GENERATE(table<std::string, int>(
        {{"dcttech", 0}, {"dcttech", 9}, {"dcttech", -1}, {"dctech", 8}, {"", 1}}));
    CAPTURE(protocol, channels);
    CHECK(make_emulator(protocol, BoardFacts{channels}) == nullptr);
}

}  // namespace banc
