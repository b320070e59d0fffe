// SPDX-License-Identifier: EUPL-1.2
// What is plugged in against what is known: which device is which board, and when nobody may say.
#include "drivers/relay/identity.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "tests/drivers/relay_bench.h"

namespace banc {
namespace {

const UsbProduct kDctt{0x16c0, 0x05df, "www.dcttech.com", "USBRelay8"};

BoardProduct product(Recognised recognised, UsbProduct usb, BoardCable cable) {
    BoardProduct made;
    made.title = "a board";
    made.recognised = recognised;
    made.usb = std::move(usb);
    made.cable = cable;
    made.protocol = find_relay_protocol("dcttech");
    made.facts.channels = 8;
    made.tested = "2026-01-12, by somebody";
    return made;
}

BoardTable known() {
    BoardTable table{
        {"dctt8", product(Recognised::by_strings, kDctt, BoardCable::hid_feature)},
        {"hid", product(Recognised::by_id, {0x5131, 0x2007, "", ""}, BoardCable::hid_interrupt)},
        {"lcus2", product(Recognised::by_place, {0x1a86, 0x7523, "", ""}, BoardCable::serial)},
        {"lcus4", product(Recognised::by_place, {0x1a86, 0x7523, "", ""}, BoardCable::serial)},
        {"modbus", product(Recognised::by_place, {}, BoardCable::serial)},
    };
    table["hid"].tested = "unverified, emulator only";
    return table;
}

Plugged plugged(std::string port, UsbProduct usb) {
    return {std::move(port), std::move(usb), "", {"/dev/bus/usb/001/004", true}, {}};
}

Plugged ch340(std::string port, std::string tty) {
    auto made = plugged(std::move(port), {0x1a86, 0x7523, "", "USB Serial"});
    made.ttys.push_back({std::move(tty), true});
    return made;
}

BoardConfig named(std::string model, std::string at) {
    return {"relais", std::move(model), {"", std::move(at)}, {"bench.yaml", 3, 3}};
}

Device look(const Plugged& device, const std::vector<BoardConfig>& bench = {}) {
    return identify({device}, known(), bench).at(0);
}

using Models = std::vector<std::string>;

}  // namespace

TEST_CASE("a device is the board it says it is, and nothing on the strength of a shared id",
          "[identity]") {
    const auto [usb, standing, models, said] =
        GENERATE(table<UsbProduct, Standing, Models, std::string>({
            {kDctt, Standing::matched, {"dctt8"}, ""},
            {{0x16c0, 0x05df, "www.dcttech.com", "USBRelay9"}, Standing::unknown, {}, "USBRelay9"},
            {{0x16c0, 0x05df, "", ""}, Standing::unknown, {}, "other strings"},
            {{0x5131, 0x2007, "any", "thing"}, Standing::unverified, {"hid"}, "emulator only"},
            {{0x046d, 0xc31c, "Logitech", "Keyboard"}, Standing::unknown, {}, "no known board"},
            {{0x1a86, 0x7523, "", ""}, Standing::unknown, {}, "no serial port"},
        }));
    CAPTURE(usb.name);
    const auto device = look(plugged("usb:1-4", usb));
    CHECK(device.standing == standing);
    CHECK(device.models == models);
    CHECK_THAT(device.why.en, Catch::Contains(said));
}

TEST_CASE("a board that says nothing of itself is one only where a person said so", "[identity]") {
    const auto device = ch340("usb:1-4", "/dev/ttyUSB0");
    const auto [model, at, standing] = GENERATE(table<std::string, std::string, Standing>({
        {"lcus2", "usb:1-5", Standing::place_only},
        {"lcus2", "usb:1-4", Standing::matched},
        {"lcus4", "/dev/ttyUSB0", Standing::matched},
        {"dctt8", "usb:1-4", Standing::place_only},
    }));
    CAPTURE(model, at);
    const auto seen = look(device, {named(model, at)});
    CHECK(seen.standing == standing);
    CHECK(seen.models ==
          (standing == Standing::matched ? Models{model} : Models{"lcus2", "lcus4", "modbus"}));
}

TEST_CASE("two models that say the same of themselves are nobody's", "[identity]") {
    auto table = known();
    table["twin"] = product(Recognised::by_id, {0x5131, 0x2007, "", ""}, BoardCable::hid_output);
    const auto device = identify({plugged("usb:1-4", {0x5131, 0x2007, "", ""})}, table, {}).at(0);
    CHECK(device.standing == Standing::ambiguous);
    CHECK_THAT(device.why.en, Catch::Contains("hid, twin"));
    const auto place = place_board(named("hid", "usb:1-4"), table["hid"], {device}, {});
    CHECK(place.state == Found::ambiguous);
}

TEST_CASE("a missing permission comes with the very line to add", "[identity]") {
    auto device = plugged("usb:1-4", kDctt);
    device.node.permitted = false;
    const auto seen = look(device);
    CHECK(seen.standing == Standing::no_permission);
    CHECK_THAT(seen.remedy.en,
               Catch::Contains(R"(ATTR{idVendor}=="16c0", ATTR{idProduct}=="05df")") &&
                   Catch::Contains(R"(TAG+="uaccess")"));
    auto serial = ch340("usb:1-4", "/dev/ttyUSB0");
    serial.ttys[0].permitted = false;
    const auto tty = look(serial, {named("lcus2", "usb:1-4")});
    CHECK(tty.standing == Standing::no_permission);
    CHECK_THAT(tty.remedy.fr, Catch::Contains(R"(SUBSYSTEM=="tty")"));
}

TEST_CASE("one board of the bench is one port, or a reason why not", "[identity]") {
    const auto table_ = known();
    const std::vector<BoardConfig> bench{named("lcus2", "usb:1-6")};
    const auto devices =
        identify({plugged("usb:1-4", kDctt), plugged("usb:1-5", kDctt),
                  ch340("usb:1-6", "/dev/ttyUSB0"), ch340("usb:1-7", "/dev/ttyUSB1")},
                 table_, bench);
    const Serials serials{{"usb:1-4", "BITFT"}, {"usb:1-5", "BITFT"}};
    const auto [model, at, state, ports, said] =
        GENERATE(table<std::string, std::string, Found, Models, std::string>({
            {"dctt8", "usb:1-4", Found::found, {"usb:1-4"}, ""},
            {"dctt8",
             "BITFT",
             Found::duplicate_serial,
             {"usb:1-4", "usb:1-5"},
             "usb:1-4 BITFT, usb:1-5 BITFT"},
            {"dctt8", "HW554", Found::missing, {}, "seen: usb:1-4 BITFT"},
            {"dctt8", "usb:1-9", Found::missing, {}, "seen: usb:1-4, usb:1-5"},
            {"dctt8", "usb:1-6", Found::other, {"usb:1-6"}, "1a86:7523"},
            {"lcus2", "usb:1-6", Found::found, {"usb:1-6"}, ""},
            {"lcus2", "usb:1-7", Found::ambiguous, {"usb:1-7"}, "says nothing of itself"},
            {"lcus2", "12345", Found::ambiguous, {}, "a number does not name it"},
            {"lcus2", "/dev/ttyS0", Found::other, {"/dev/ttyS0"}, "not the port"},
            {"modbus", "/dev/ttyS0", Found::found, {"/dev/ttyS0"}, ""},
        }));
    CAPTURE(model, at);
    const auto place = place_board(named(model, at), table_.find(model)->second, devices, serials);
    CHECK(place.state == state);
    CHECK(place.ports == ports);
    CHECK_THAT(place.why.en, Catch::Contains(said));
    CHECK((place.state == Found::found) == place.why.fr.empty());
}

TEST_CASE("a serial board is reached by the port its adapter became", "[identity]") {
    const auto table_ = known();
    auto twice = ch340("usb:1-4", "/dev/ttyUSB0");
    const auto config = named("lcus2", "usb:1-4");
    const auto& lcus = table_.find("lcus2")->second;
    CHECK(place_board(config, lcus, identify({twice}, table_, {config}), {}).tty == "/dev/ttyUSB0");
    twice.ttys.push_back({"/dev/ttyUSB1", true});
    const auto unclear = place_board(config, lcus, identify({twice}, table_, {config}), {});
    CHECK(unclear.state == Found::ambiguous);
    const auto by_path = named("lcus2", "/dev/ttyUSB1");
    CHECK(place_board(by_path, lcus, identify({twice}, table_, {by_path}), {}).tty ==
          "/dev/ttyUSB1");
}

TEST_CASE("the shipped udev rules let people open every board of boards.yaml", "[identity]") {
    std::ifstream file(BANC_SOURCE_DIR "/drivers/60-banc.rules");
    std::stringstream rules;
    rules << file.rdbuf();
    for (const auto& [section, board] : shipped_boards()) {
        const auto rule = udev_rule(board);
        INFO(section << ": write again what `banc devices --rules` prints below the comments of "
                        "drivers/60-banc.rules; it lacks\n"
                     << rule);
        CHECK(rules.str().find(rule) != std::string::npos);
    }
    CHECK(rules.str().find("0666") == std::string::npos);
}

}  // namespace banc
