// SPDX-License-Identifier: EUPL-1.2
// What the emulated serial boards refuse, and what they do with time and with streams cut anywhere.
#include <catch2/catch.hpp>

#include "tests/drivers/relay_bench.h"
#include "tests/support/at_once.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

std::unique_ptr<BoardEmulator> powered(const std::string& section) {
    const auto& product = shipped_board(section);
    return make_emulator(product.protocol->name, product.facts);
}

Bytes bytes(std::string_view text) { return {text.begin(), text.end()}; }

std::string said(BoardEmulator& board, const Bytes& stream) {
    return hex(board.write(stream).value_or(Bytes{0xee, 0xee}));
}

}  // namespace

TEST_CASE("an emulated serial board ignores what the real one does not know", "[relay][emulator]") {
    const auto [section, why, stream] = GENERATE(table<std::string, std::string, Bytes>({
        {"lcus-2", "a wrong sum", {0xa0, 1, 1, 0xa3}},
        {"lcus-2", "no such relay", {0xa0, 3, 1, 0xa4}},
        {"lcus-2", "relays count from 1", {0xa0, 0, 1, 0xa1}},
        {"lcus-2", "no such state", {0xa0, 1, 2, 0xa3}},
        {"lcus-1", "no status command", {0xff}},
        {"kmtronic-usb2", "no such relay", {0xff, 3, 1}},
        {"kmtronic-usb2", "the big boards' question", {0xff, 9, 0}},
        {"kmtronic-usb4", "the small boards' question", {0xff, 1, 3}},
        {"kmtronic-usb4", "no head", {1, 1, 1}},
        {"icstation-icse012a", "a pattern before the start", {0xfe}},
        {"conrad-197720", "a wrong sum", {6, 1, 1, 7}},
        {"conrad-197720", "another card", {6, 2, 1, 5}},
        {"devantech-usb-rly08", "unknown bytes", {0x00, 0x41, 0x6d, 0x77}},
        {"devantech-usb-rly02", "no such relay", {0x67}},
        {"denkovi-16", "no such relay", bytes("17+//00+//")},
        {"denkovi-16", "no such word", bytes("01*//1+//")},
        {"waveshare-modbus8", "a wrong sum", {1, 5, 0, 0, 0xff, 0, 0x8c, 0x3b}},
        {"waveshare-modbus8", "another slave", {2, 5, 0, 0, 0xff, 0, 0x8c, 0x09}},
    }));
    CAPTURE(section, why);
    const auto board = powered(section);
    int moves = 0;
    board->on_contacts = [&](std::uint16_t) { ++moves; };
    CHECK(said(*board, stream).empty());
    CHECK(moves == 0);
}

TEST_CASE("an emulated serial board finds its frame after noise", "[relay][emulator]") {
    const auto [section, stream] = GENERATE(table<std::string, Bytes>({
        {"lcus-2", {0x00, 0x42, 0xa0, 1, 1, 0xa2}},
        {"lcus-2", {0xa0, 1, 1, 0x00, 0xa0, 1, 1, 0xa2}},
        {"kmtronic-usb2", {0x01, 0xff, 1, 1}},
        {"denkovi-16", bytes("01+/01+//01+//")},
        {"waveshare-modbus8", {1, 5, 0, 0xff, 0, 0x8c, 1, 5, 0, 0, 0xff, 0, 0x8c, 0x3a}},
        {"numato-8", bytes("xyz\rrelay on 0\r")},
    }));
    CAPTURE(section);
    const auto board = powered(section);
    for (const auto byte : stream) board->write(ByteView(&byte, 1));
    CHECK(board->contacts() == 1);
}

TEST_CASE("an emulated Numato module complains with a bare prompt", "[relay][emulator]") {
    const auto line = GENERATE(as<std::string>{}, "relay on 8", "relay on c", "relay on",
                               "relay on 00", "relay writeall f", "relay toggle 0", "on 0");
    CAPTURE(line);
    const auto board = powered("numato-8");
    CHECK(to_string(*board->write(bytes(line + "\r"))) == line + "\n\r>");
    CHECK(board->contacts() == 0);
}

TEST_CASE("an emulated Numato module keeps the identity it is given", "[relay][emulator]") {
    const auto board = powered("numato-8");
    board->write(bytes("id set PC01-ABC\rrelay on 2\r"));
    CHECK(to_string(*board->write(bytes("id get\r"))) == "id get\n\rPC01-ABC\n\r>");
    CHECK(to_string(*board->write(bytes("relay read 2\r"))) == "relay read 2\n\ron\n\r>");
}

TEST_CASE("an emulated Modbus board refuses by name what it has not got", "[relay][emulator]") {
    const auto board = powered("waveshare-modbus8");
    CHECK(said(*board, {1, 5, 0, 8, 0xff, 0, 0x0d, 0xf8}) == "018502c351");     // coil 9
    CHECK(said(*board, {1, 5, 0, 0, 0x12, 0x34, 0xc0, 0xbd}) == "0185030291");  // no such value
    CHECK(said(*board, {1, 6, 0, 0, 0, 1, 0x48, 0x0a}) == "01860183a0");        // no FC06
    CHECK(said(*board, {1, 1, 0, 0, 0, 1, 0xfd, 0xca}) == "018102c191");        // not the full bank
    CHECK(board->contacts() == 0);
}

TEST_CASE("a Modbus broadcast is obeyed and not answered", "[relay][emulator]") {
    const auto board = powered("waveshare-modbus8");
    CHECK(said(*board, {0, 5, 0, 0, 0xff, 0, 0x8d, 0xeb}).empty());
    CHECK(board->contacts() == 1);
}

TEST_CASE("a pulse is counted by the board itself", "[relay][emulator]") {
    RelayBench bench(shipped_board("waveshare-modbus8"));
    REQUIRE(at_once(bench.board.set(relay(1), Coil::energised)));
    CHECK(at_once(bench.board.pulse(relay(2), 650ms)) == Confirmed::not_readable);
    CHECK(bench.contacts() == 3);
    bench.cable.board().elapse(699ms);
    CHECK(bench.contacts() == 3);
    bench.cable.board().elapse(1ms);
    CHECK(bench.contacts() == 1);
    SECTION("and ends early when it is told to") {
        REQUIRE(at_once(bench.board.pulse(relay(2), 700ms)));
        CHECK(at_once(bench.board.release_all()) == Confirmed::by_readback);
        CHECK(bench.contacts() == 0);
        bench.cable.board().elapse(10s);
        CHECK(bench.contacts() == 0);
    }
    SECTION("never longer than it can count") {
        CHECK(at_once(bench.board.pulse(relay(2), 4000s)).error().code == Errc::refused);
    }
}

TEST_CASE("a board that can't count a pulse says so", "[relay]") {
    RelayBench bench(shipped_board("lctech-modbus8"));
    CHECK(at_once(bench.board.pulse(relay(1), 500ms)).error().code == Errc::refused);
    CHECK(bench.cable.exchanges() == 0);
}

TEST_CASE("the second card of a chain is switched, and the chain is counted", "[relay]") {
    const auto& protocol = *find_relay_protocol("conrad");
    const BoardFacts facts{8, {{"address", 2}, {"cards", 2}}};
    RelayBench bench(protocol, facts);
    CHECK(at_once(bench.board.set(relay(8), Coil::energised)) == Confirmed::by_readback);
    CHECK(bench.contacts() == 0x80);
    const BoardFacts longer{8, {{"address", 2}, {"cards", 3}}};
    RelayBoard wrong("relais", protocol, facts,
                     std::make_unique<MemoryTransport>(make_emulator("conrad", longer)));
    CHECK_FALSE(at_once(wrong.set(relay(1), Coil::energised)));
}

TEST_CASE("a serial board nobody makes is not emulated", "[relay][emulator]") {
    const auto [protocol, channels] = GENERATE(table<std::string, int>({{"lcus", 9},
                                                                        {"lcus-silent", 0},
                                                                        {"kmtronic", 3},
                                                                        {"numato", 17},
                                                                        {"devantech", 9},
                                                                        {"icstation", 1},
                                                                        {"conrad", 4},
                                                                        {"denkovi16", 8},
                                                                        {"modbus", 17},
                                                                        {"modbus-flash", 0}}));
    CAPTURE(protocol, channels);
    CHECK(make_emulator(protocol, BoardFacts{channels}) == nullptr);
}

}  // namespace banc
