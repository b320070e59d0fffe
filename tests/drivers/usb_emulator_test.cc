// SPDX-License-Identifier: EUPL-1.2
// The refusals of the emulated boards on USB: what the real one would not know moves nothing.
#include <catch2/catch.hpp>

#include "tests/drivers/relay_bench.h"

namespace banc {

TEST_CASE("an emulated USB board ignores or refuses what the real one does not know",
          "[relay][emulator]") {
    const auto [why, section, report, bytes] =
        GENERATE(table<std::string, std::string, int, Bytes>({
            {"no such half", "ucreatefun-hidrelay", 0, {0xe1}},
            {"no such relay", "ucreatefun-hidrelay", 0, {0xfa}},
            {"relays count from 1", "ucreatefun-hidrelay", 0, {0xf0}},
            {"a wrong sum", "lcus-hid-2", 0, {0xa0, 0x01, 0x01, 0xa3}},
            {"no such state", "lcus-hid-2", 0, {0xa0, 0x01, 0x02, 0xa3}},
            {"no such relay", "lcus-hid-2", 0, {0xa0, 0x03, 0x01, 0xa4}},
            {"a report id in front", "lcus-hid-2", 0, {0x00, 0xa0, 0x01, 0x01, 0xa2}},
            {"cut short", "lcus-hid-2", 0, {0xa0, 0x01, 0x01}},
            {"another report's number", "gembird-sis-pm", 3, {0x06, 0x03, 0, 0, 0}},
            {"no such outlet", "gembird-sis-pm", 15, {0x0f, 0x03, 0, 0, 0}},
            {"outlets count from 1", "gembird-sis-pm", 0, {0x00, 0x03, 0, 0, 0}},
            {"no such state", "gembird-sis-pm", 3, {0x03, 0x01, 0, 0, 0}},
            {"the only outlet is number 0", "gembird-msis-pm", 3, {0x03, 0x03, 0, 0, 0}},
            {"no such port", "ykush", 0, {0x04}},
            {"no word for all", "ykushxs", 0, {0x0a}},
            {"the data lines of another model", "ykush3", 0, {0x40}},
            {"no signature",
             "sainsmart-hid16",
             0,
             {0xc3, 0x0e, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xd2, 0}},
            {"a pin without a relay", "denkovi-usb4", 0, {0x55}},
        }));
    CAPTURE(section, why, hex(bytes));
    const auto& board = shipped_board(section);
    const auto emulated = make_emulator(board.protocol->name, board.facts);
    int moves = 0;
    emulated->on_contacts = [&](std::uint16_t) { ++moves; };
    emulated->write(bytes, static_cast<std::uint8_t>(report));
    CHECK(moves == 0);
    CHECK(emulated->contacts() == 0);
}

TEST_CASE("a USB board nobody makes is not emulated", "[relay][emulator]") {
    const auto [protocol, channels] = GENERATE(table<std::string, int>({{"ucreatefun", 9},
                                                                        {"lcus-hid", 0},
                                                                        {"sispm", 3},
                                                                        {"ykush", 4},
                                                                        {"ft245", 9},
                                                                        {"sainsmart16", 8}}));
    CAPTURE(protocol, channels);
    CHECK(make_emulator(protocol, BoardFacts{channels}) == nullptr);
}

}  // namespace banc
