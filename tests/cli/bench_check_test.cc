// SPDX-License-Identifier: EUPL-1.2
// The real `banc` on a mock bus: what it says of the boards there, and what it wrote to them.
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <fstream>

#include "bench/core/json.h"
#include "tests/transport/fake_usb.h"
#include "tests/transport/foreign.h"

namespace banc {
namespace {

Ended banc(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), BANC_PROGRAM);
    arguments.insert(arguments.end(), {"--lang", "en"});
    return run_on_bus(std::move(arguments));
}

// A bench with one board, named so, and one line on its relay 3.
class BenchFile {
public:
    explicit BenchFile(const std::string& at, const std::string& energises = "no") {
        std::ofstream(path())
            << "bench: poste-1\nboards:\n  relais: { model: dcttech-usbrelay8, at: { serial: \""
            << at << "\" } }\nlines:\n"
            << "  pc.disk0.power: { contact: relais/3, healthy: released, voltage: TBTS, "
               "min_dwell: 1ms, min_gap: 1ms, orphan: hold 20s, energises: "
            << energises << " }\n";
    }
    [[nodiscard]] std::string path() const {
        return folder_.filePath(QStringLiteral("bench.yaml")).toStdString();
    }

private:
    QTemporaryDir folder_;
};

}  // namespace

TEST_CASE("two boards with one serial number are named, and nothing is written to either",
          "[bench][usb]") {
    FakeUsb usb;
    FakeBoard one(usb, {.port = 4});
    FakeBoard other(usb, {.port = 5});
    const BenchFile file("BITFT");
    const auto checked = banc({"bench", "check", file.path()});
    CAPTURE(checked.said);
    CHECK(checked.code == 1);
    CHECK_THAT(checked.said, Catch::Contains("usb:1-4 BITFT, usb:1-5 BITFT"));
    const auto exercised = banc({"bench", "exercise", file.path(), "pc.disk0.power"});
    CHECK(exercised.code != 0);
    CHECK(one.written() + other.written() == 0);
    CHECK(one.contacts() + other.contacts() == 0);
}

TEST_CASE("a bench that is what its file says is proven without writing to it", "[bench][usb]") {
    FakeUsb usb;
    FakeBoard board(usb, {.port = 4, .serial = "PC01A"});
    FakeBoard other(usb, {.port = 5});
    const std::string at = GENERATE("PC01A", "usb:1-4");
    const BenchFile file(at);
    const auto checked = banc({"bench", "check", file.path(), "--json"});
    CAPTURE(checked.said);
    CHECK(checked.code == 0);
    const auto said = parse_json(checked.said).value();
    CHECK(said["proven"] == true);
    CHECK(said["items"][0]["ports"] == Json{"usb:1-4"});
    CHECK(said["items"][1]["state"] == "proven");
    CHECK(board.written() + other.written() == 0);
}

TEST_CASE("what does not stand where the file says is not proven, and why", "[bench][usb]") {
    FakeUsb usb;
    FakeBoard board(usb, {.port = 4, .product = "USBRelay4"});
    const auto [at, code, said] = GENERATE(table<std::string, int, std::string>({
        {"usb:1-5", 1, "not plugged in"},
        {"usb:1-4", 1, "not \"dcttech-usbrelay8\""},
        {"PC01A", 1, "not plugged in"},
    }));
    const BenchFile file(at);
    const auto checked = banc({"bench", "check", file.path()});
    CAPTURE(checked.said);
    CHECK(checked.code == code);
    CHECK_THAT(checked.said, Catch::Contains(said) && Catch::Contains("NOT PROVEN"));
    CHECK(board.transfers() == 0);
}

TEST_CASE("a contact that stands in its fault position is told by the check", "[bench][usb]") {
    FakeUsb usb;
    FakeBoard board(usb, {});
    board.set_report(Bytes{0xff, 3, 0, 0, 0, 0, 0, 0});
    const BenchFile file("usb:1-4");
    const auto checked = banc({"bench", "check", file.path()});
    CHECK(checked.code == 1);
    CHECK_THAT(checked.said, Catch::Contains("reads in its fault position"));
    CHECK(board.contacts() == 0x04);
    // Exercised, it is only put to rest.
    const auto exercised = banc({"bench", "exercise", file.path(), "pc.disk0.power"});
    CHECK(exercised.code == 1);
    CHECK(board.contacts() == 0);
}

TEST_CASE("an exercised line goes out and back, and no witness means nobody looked",
          "[bench][usb]") {
    FakeUsb usb;
    FakeBoard board(usb, {});
    const BenchFile file("usb:1-4");
    const auto told = banc({"bench", "exercise", file.path(), "pc.disk0.power"});
    CAPTURE(told.said);
    CHECK(told.code == 0);
    CHECK_THAT(told.said, Catch::Contains("relais/3 energised") &&
                              Catch::Contains("not looked at: no witness") &&
                              Catch::Contains("ends at rest"));
    CHECK(board.written() >= 2);
    CHECK(board.contacts() == 0);
}

TEST_CASE("a line that energises a PC is not exercised by a program", "[bench][usb]") {
    FakeUsb usb;
    FakeBoard board(usb, {});
    const BenchFile file("usb:1-4", "yes");
    const auto told = banc({"bench", "exercise", file.path(), "pc.disk0.power"});
    CAPTURE(told.said);
    CHECK(told.code == 2);
    CHECK(board.transfers() == 0);
}

TEST_CASE("the devices command says what is plugged in without a transfer", "[bench][usb]") {
    FakeUsb usb;
    FakeBoard board(usb, {.port = 4});
    FakeBoard strange(usb, {.port = 5, .manufacturer = "www.example.org"});
    const auto listed = banc({"devices", "--json"});
    CAPTURE(listed.said);
    CHECK(listed.code == 0);
    const auto devices = parse_json(listed.said).value();
    REQUIRE(devices.size() == 2);
    CHECK(devices[0]["state"] == "unverified");
    CHECK(devices[0]["models"] == Json{"dcttech-usbrelay8"});
    CHECK_THAT(devices[0]["configuration"][0].get<std::string>(),
               Catch::Contains("model: dcttech-usbrelay8, at: { serial: \"usb:1-4\" }"));
    CHECK(devices[1]["state"] == "unknown");
    CHECK(board.transfers() + strange.transfers() == 0);
}

}  // namespace banc
