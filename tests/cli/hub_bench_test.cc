// SPDX-License-Identifier: EUPL-1.2
// The real `banc` and the hubs of a mock bus: what it finds, what it switches, what it keeps.
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <fstream>

#include "bench/core/json.h"
#include "tests/transport/fake_hub.h"
#include "tests/transport/foreign.h"

namespace banc {
namespace {

// A bench with one hub at usb:1-4 and one line on its port 2, and its data folder.
class HubBenchFile {
public:
    HubBenchFile() {
        std::ofstream(path())
            << "bench: poste-1\nboards:\n  clavier: { model: usb-hub, at: { serial: \"usb:1-4\" } "
               "}\nlines:\n  pc.stick.vbus: { contact: clavier/2, healthy: powered, voltage: "
               "TBTS, min_dwell: 1ms, min_gap: 1ms, orphan: hold 20s, energises: no }\n";
    }
    [[nodiscard]] std::string path() const {
        return folder_.filePath(QStringLiteral("bench.yaml")).toStdString();
    }
    [[nodiscard]] std::string data() const {
        return folder_.filePath(QStringLiteral("data")).toStdString();
    }
    // `banc bench WORD FILE …`
    Ended bench(const std::string& word, const std::vector<std::string>& more = {}) {
        std::vector<std::string> words{"bench", word, path()};
        words.insert(words.end(), more.begin(), more.end());
        return banc(words);
    }
    Ended banc(std::vector<std::string> words) {
        words.insert(words.begin(), BANC_PROGRAM);
        words.insert(words.end(), {"--data", data(), "--lang", "en"});
        return run_on_bus(std::move(words));
    }

private:
    QTemporaryDir folder_;
};

Json item(const Ended& checked, std::size_t n) {
    return parse_json(checked.said).value().at("items").at(n);
}

}  // namespace

TEST_CASE("a hub is listed with what its ports claim, and nothing is switched", "[hub][usb]") {
    FakeHubBus bus;
    HubEmulator emulator(HubShape{.fixed = 0b10});
    const FakeHub hub(bus, emulator, "1-4");
    HubBenchFile file;
    const auto listed = file.banc({"devices"});
    CAPTURE(listed.said);
    CHECK(listed.code == 0);
    CHECK_THAT(listed.said, Catch::Contains("2109:2817:9024") &&
                                Catch::Contains("port 1   1-4: port 1 holds a soldered part") &&
                                Catch::Contains("port 2   cut claimed, never proven") &&
                                Catch::Contains("model: usb-hub, at: { serial: \"usb:1-4\" }") &&
                                Catch::Contains("contact: hub1/2, healthy: powered"));
    CHECK(emulator.reported(2) == PortPower::on);
}

TEST_CASE("a hub that may not be opened is listed with the udev line", "[hub][usb]") {
    FakeHubBus bus;
    HubEmulator emulator(HubShape{});
    FakeHub hub(bus, emulator, "1-4");
    hub.deny();
    HubBenchFile file;
    const auto listed = file.banc({"devices", "--json"});
    CAPTURE(listed.said);
    const auto said = parse_json(listed.said).value();
    REQUIRE(said.size() == 1);
    CHECK(said[0]["state"] == "closed");
    CHECK_THAT(said[0]["remedy"].get<std::string>(), Catch::Contains("ATTR{idVendor}==\"2109\""));
    CHECK_THAT(file.bench("check").said, Catch::Contains("ATTR{idVendor}==\"2109\""));
}

TEST_CASE("a hub that is what the file says is proven, and its cut is only claimed", "[hub][usb]") {
    FakeHubBus bus;
    HubEmulator emulator(HubShape{});
    const FakeHub hub(bus, emulator, "1-4");
    HubBenchFile file;
    const auto checked = file.bench("check", {"--json"});
    CAPTURE(checked.said);
    CHECK(checked.code == 0);
    CHECK(item(checked, 0)["ports"] == Json{"usb:1-4"});
    CHECK(item(checked, 0)["warnings"][0] ==
          "never tried without USB: banc bench commission FILE clavier --by NAME");
    CHECK(item(checked, 1)["state"] == "proven");
    CHECK(item(checked, 1)["cut_proven"] == "not");
    CHECK(emulator.reported(2) == PortPower::on);
}

TEST_CASE("a hub that is not there, or does not switch, is not proven", "[hub][usb]") {
    FakeHubBus bus;
    HubEmulator emulator(HubShape{.switching = PowerSwitching::ganged});
    const std::string at = GENERATE("1-4", "1-5");
    const FakeHub hub(bus, emulator, at);
    HubBenchFile file;
    const auto checked = file.bench("check", {"--json"});
    CAPTURE(checked.said);
    CHECK(checked.code == 1);
    CHECK(item(checked, 0)["state"] == (at == "1-4" ? "refused" : "missing"));
    CHECK(item(checked, 1)["state"] == "not_looked_at");
}

TEST_CASE("a hub's line is exercised, and only claimed to have been off", "[hub][usb]") {
    FakeHubBus bus;
    HubEmulator emulator(HubShape{});
    const FakeHub hub(bus, emulator, "1-4");
    HubBenchFile file;
    const auto told = file.bench("exercise", {"pc.stick.vbus"});
    CAPTURE(told.said);
    CHECK(told.code == 0);
    CHECK_THAT(told.said,
               Catch::Contains("clavier/2 off") && Catch::Contains("off (claimed by the hub)") &&
                   Catch::Contains("cut claimed, never proven") && Catch::Contains("ends at rest"));
    CHECK(emulator.reported(2) == PortPower::on);
}

TEST_CASE("a device that leaves qualifies the port, and the check says so", "[hub][usb]") {
    FakeHubBus bus;
    HubEmulator emulator(HubShape{});
    FakeHub hub(bus, emulator, "1-4");
    const FakeHub stick(hub, 2);
    HubBenchFile file;
    const auto told = file.bench("qualify", {"pc.stick.vbus", "--by", "M. Dupont", "--json"});
    CAPTURE(told.said);
    REQUIRE(told.code == 0);
    CHECK(parse_json(told.said).value()["proven"] == "device_left");
    CHECK(item(file.bench("check", {"--json"}), 1)["cut_proven"] == "device_left");
    CHECK(emulator.reported(2) == PortPower::on);
}

TEST_CASE("a hub that only says off proves nothing, and that is kept", "[hub][usb]") {
    FakeHubBus bus;
    HubEmulator emulator(HubShape{});
    emulator.lie = Lie::nothing_happens;
    FakeHub hub(bus, emulator, "1-4");
    const FakeHub stick(hub, 2);
    HubBenchFile file;
    const auto told = file.bench("qualify", {"pc.stick.vbus", "--by", "M. Dupont", "--json"});
    CAPTURE(told.said);
    CHECK(told.code == 1);
    CHECK_THAT(file.bench("check").said,
               Catch::Contains("cut claimed, and a trial did not prove it (M. Dupont"));
}

TEST_CASE("a meter's reading is kept in its reader's name, if the port says off", "[hub][usb]") {
    FakeHubBus bus;
    HubEmulator emulator(HubShape{});
    const FakeHub hub(bus, emulator, "1-4");
    HubBenchFile file;
    const auto metered = [&](std::vector<std::string> more) {
        more.insert(more.begin(), "pc.stick.vbus");
        return file.bench("qualify", more);
    };
    CHECK(metered({"--millivolts", "40"}).code == 2);  // by nobody
    CHECK(metered({"--millivolts", "40 mV", "--by", "M. Dupont"}).code == 2);
    CHECK(metered({"--millivolts", "4980", "--by", "M. Dupont"}).code == 1);
    CHECK(metered({"--millivolts", "40", "--by", "M. Dupont"}).code == 0);
    CHECK_THAT(file.bench("check").said, Catch::Contains("VBUS measured at 40 mV when cut"));
    emulator.lie = Lie::frozen;
    CHECK(metered({"--millivolts", "10", "--by", "M. Dupont"}).code == 3);
    CHECK_THAT(file.bench("check").said, Catch::Contains("VBUS measured at 40 mV when cut"));
    CHECK(emulator.reported(2) == PortPower::on);
}

TEST_CASE("what a person saw of a board without USB ends the check's warning", "[hub][usb]") {
    FakeHubBus bus;
    HubEmulator emulator(HubShape{});
    const FakeHub hub(bus, emulator, "1-4");
    HubBenchFile file;
    CHECK(file.bench("commission", {"clavier", "--holds-on-usb-loss", "yes"}).code == 2);
    CHECK(
        file.bench("commission", {"clavier", "--holds-on-usb-loss", "perhaps", "--by", "M. Dupont"})
            .code == 2);
    CHECK_THAT(file.bench("check").said, Catch::Contains("never tried without USB"));
    const auto told =
        file.bench("commission", {"clavier", "--holds-on-usb-loss", "yes", "--by", "M. Dupont"});
    CHECK_THAT(told.said, Catch::Contains("holds its contacts without USB"));
    CHECK_THAT(file.bench("check").said, !Catch::Contains("never tried without USB"));
    std::ofstream(file.data() + "/commissioning-poste-1.json") << "{";
    CHECK(file.bench("check").code == 2);
}

}  // namespace banc
