// SPDX-License-Identifier: EUPL-1.2
// The list of boards: the one that ships, and what is refused in the next one.
#include "drivers/relay/board_table.h"

#include <catch2/catch.hpp>

#include "bench/yaml/read.h"
#include "drivers/emulators/emulator.h"
#include "tests/drivers/relay_bench.h"

namespace banc {
namespace {

constexpr std::string_view kGood =
    "carte-a:\n"
    "  title: Une carte\n"
    "  recognised: strings\n"
    "  usb: 16c0:05df\n"
    "  manufacturer: www.dcttech.com\n"
    "  product: USBRelay1\n"
    "  transport: hid-feature\n"
    "  gap: 10ms\n"
    "  protocol: dcttech\n"
    "  channels: 1\n"
    "  tested: unverified\n"
    "  source: a vendor sheet\n";

std::string with(std::string_view from, std::string_view to) {
    std::string changed(kGood);
    const auto at = changed.find(from);
    REQUIRE(at != std::string::npos);
    return changed.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("every board that ships can be loaded, named and emulated", "[relay][boards]") {
    const auto file = read_text_file(std::string(BANC_SOURCE_DIR) + "/drivers/relay/boards.yaml");
    REQUIRE(file);
    const auto table = load_board_table(*file, "boards.yaml");
    REQUIRE(table);
    CHECK(table->contains("dcttech-usbrelay8"));
    for (const auto& [section, product] : *table) {
        CAPTURE(section);
        CHECK(make_emulator(product.protocol->name, product.facts) != nullptr);
    }
}

TEST_CASE("a section of boards.yaml says how to recognise a board", "[relay][boards]") {
    const auto table = load_board_table(kGood, "b.yaml");
    REQUIRE(table);
    const auto& product = table->at("carte-a");
    CHECK(product.usb == UsbProduct{0x16c0, 0x05df, "www.dcttech.com", "USBRelay1"});
    CHECK(product.gap == std::chrono::milliseconds(10));
    CHECK(product.protocol == find_relay_protocol("dcttech"));
    CHECK(product.facts.channels == 1);
}

TEST_CASE("a board that switches mains says so, and every mains board that ships does",
          "[relay][boards]") {
    CHECK(load_board_table(kGood, "b.yaml")->at("carte-a").contacts == Contacts::low_voltage);
    const auto mains = load_board_table(with("  gap", "  switches: mains\n  gap"), "b.yaml");
    REQUIRE(mains);
    CHECK(mains->at("carte-a").contacts == Contacts::mains_outlet);
    for (const auto& [section, board] : shipped_boards()) {
        CAPTURE(section);
        const bool outlets = board.protocol->name == "sispm";
        CHECK((board.contacts == Contacts::mains_outlet) == outlets);
    }
}

TEST_CASE("a mistake in boards.yaml is refused at its place", "[relay][boards]") {
    const auto [from, to, said] = GENERATE(table<std::string, std::string, std::string>({
        {"16c0:05df", "16c0", "b.yaml:4:8: USB id expected"},
        {"16c0:05df", "16c0:5df", "b.yaml:4:8: USB id expected"},
        {"16c0:05df", "16c0:05dg", "b.yaml:4:8: USB id expected"},
        {"16c0:05df", "16c0:+5df", "b.yaml:4:8: USB id expected"},
        {"protocol: dcttech", "protocol: dctech", "dcttech"},
        {"hid-feature", "hid-feater", "b.yaml:7:14: "},
        {"hid-feature", "serial\n  baud: 9601", "b.yaml:8:9: unknown word \"9601\""},
        {"  gap", "  switches: 230V\n  gap", "b.yaml:8:13: "},
        {"channels: 1", "channels: 17", "b.yaml:10:13: "},
        {"gap: 10ms", "gap: 10min", "b.yaml:8:8: more than 5 s"},
        {"  tested: unverified\n", "", "tested"},
        {"  source", "  sauce: x\n  source", "b.yaml:12:3: "},
    }));
    CAPTURE(from, to);
    const auto table = load_board_table(with(from, to), "b.yaml");
    REQUIRE_FALSE(table);
    CHECK_THAT(table.error().front().line(Lang::en), Catch::Contains(said));
}

TEST_CASE("two sections for one device, or out of order, are refused", "[relay][boards]") {
    auto second = with("carte-a", "carte-A");
    const auto table = load_board_table(std::string(kGood) + second, "b.yaml");
    REQUIRE_FALSE(table);
    REQUIRE(table.error().size() == 2);
    CHECK(table.error()[0].place == Place{"b.yaml", 13, 1});
    CHECK_THAT(table.error()[0].what.en, Catch::Contains("after \"carte-a\""));
    CHECK_THAT(table.error()[1].what.en, Catch::Contains("same board as \"carte-a\""));
}

TEST_CASE("an empty list of boards is a mistake", "[relay][boards]") {
    CHECK_FALSE(load_board_table("", "b.yaml"));
    CHECK_FALSE(load_board_table("- a\n", "b.yaml"));
}

}  // namespace banc
