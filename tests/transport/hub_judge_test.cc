// SPDX-License-Identifier: EUPL-1.2
// Debian's uhubctl, which nobody here wrote, against the same emulated hub as our code: if both
// misread the hub class in the same way, it will not.
#include <catch2/catch.hpp>
#include <random>

#include "drivers/transport/hub_port.h"
#include "drivers/transport/qt_loop.h"
#include "tests/transport/fake_hub.h"
#include "tests/transport/foreign.h"
#include "tests/transport/wait.h"

namespace banc {
namespace {

constexpr const char* kBox = "5cf3ee30d5074925b001802d79434c30";
constexpr int kPorts = 4;

std::string uhubctl(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "uhubctl");
    return said_by(std::move(arguments));
}

// What uhubctl last says of a port of the hub at `path`: "0100 power", "0000 off".
std::string last_word(const std::string& said, const std::string& path, int port) {
    const auto hub = said.rfind("hub " + path + " ");
    if (hub == std::string::npos) return "no hub " + path;
    const auto label = "  Port " + std::to_string(port) + ": ";
    const auto at = said.find(label, hub);
    if (at == std::string::npos) return "no port";
    const auto start = at + label.size();
    return said.substr(start, said.find('\n', start) - start);
}

PortPower power_in(const std::string& word) {
    const bool on = word.find(" power") != std::string::npos;
    INFO(word);
    REQUIRE(on != (word.find(" off") != std::string::npos));
    return on ? PortPower::on : PortPower::off;
}

std::string action(PortPower power) { return power == PortPower::on ? "on" : "off"; }

// A hub on the mock bus, and the other half of its box to be plugged in.
struct Box {
    FakeHubBus bus;
    HubEmulator usb2{HubShape{.container = kBox}};
    HubEmulator usb3{HubShape{
        .speed = HubSpeed::superspeed, .model = {0x2109, 0x0817, 0x9024}, .container = kBox}};
    FakeHub low{bus, usb2, "1-4"};
    QtLoop loop;
    std::unique_ptr<UsbLoop> usb = UsbLoop::start(loop).value();

    std::unique_ptr<SwitchedPort> open(int port, const std::string& path = "1-4") {
        auto opened = wait_for(open_hub(*usb, path, {port}));
        if (!opened) FAIL(opened.error().line(Lang::en));
        return std::move(opened->ports.at(port));
    }
};

// One of the two switches a port, then both say what every port is.
void agree_always(Box& box, const std::vector<std::string>& halves, int operations) {
    std::vector<std::unique_ptr<SwitchedPort>> ports;
    for (int port = 1; port <= kPorts; ++port) ports.push_back(box.open(port));
    std::mt19937 random(20260612);
    std::array<PortPower, kPorts> expected{};
    expected.fill(PortPower::on);
    for (int operation = 0; operation < operations; ++operation) {
        const auto which = random() % kPorts;
        const auto wanted = random() % 2 == 0 ? PortPower::on : PortPower::off;
        const bool ours = random() % 2 == 0;
        CAPTURE(operation, which, action(wanted), ours);
        if (ours)
            REQUIRE(wait_for(ports[which]->set(wanted)));
        else
            uhubctl({"-l", "1-4", "-p", std::to_string(which + 1), "-a", action(wanted)});
        expected.at(which) = wanted;
        const auto said = uhubctl({});
        CAPTURE(said);
        for (std::size_t i = 0; i < kPorts; ++i) {
            REQUIRE(wait_for(ports[i]->read()).value().power == expected.at(i));
            for (const auto& half : halves)
                REQUIRE(power_in(last_word(said, half, static_cast<int>(i) + 1)) == expected.at(i));
        }
    }
}

}  // namespace

TEST_CASE("uhubctl sees our emulated hub as it sees a real one", "[hub][judge]") {
    Box box;
    const FakeHub high(box.bus, box.usb3, "2-4");
    const auto seen = uhubctl({});
    CAPTURE(seen);
    CHECK_THAT(seen, Catch::Contains("Current status for hub 1-4 [2109:2817 VIA Labs, Inc. USB "
                                     "Hub, USB 2.10, 4 ports, ppps]"));
    CHECK_THAT(seen, Catch::Contains("hub 2-4 [2109:0817"));
    CHECK(last_word(seen, "1-4", 2) == "0100 power");
    uhubctl({"-l", "1-4", "-p", "2", "-a", "off"});
    CHECK(box.usb2.reported(2) == PortPower::off);
    CHECK(box.usb3.reported(2) == PortPower::off);  // it pairs the halves as we do
    CHECK(box.usb2.reported(1) == PortPower::on);
    uhubctl({"-l", "1-4", "-p", "2", "-a", "on"});
    CHECK(box.usb2.reported(2) == PortPower::on);
    CHECK(box.usb3.reported(2) == PortPower::on);
}

TEST_CASE("uhubctl switches no hub that we refuse", "[hub][judge]") {
    FakeHubBus bus;
    const auto switching = GENERATE(PowerSwitching::ganged, PowerSwitching::none);
    HubEmulator ganged(HubShape{.switching = switching});
    const FakeHub fake(bus, ganged, "1-4");
    CHECK_THAT(uhubctl({}), Catch::Contains("No compatible devices detected"));
    QtLoop loop;
    const auto usb = UsbLoop::start(loop).value();
    const auto ours = wait_for(open_hub(*usb, "1-4", {1}));
    REQUIRE_FALSE(ours);
    CHECK(ours.error().code == Errc::refused);
}

TEST_CASE("after each of 200 random operations uhubctl and our code agree", "[hub][judge]") {
    Box box;
    agree_always(box, {"1-4"}, 200);
}

// Fewer: uhubctl waits 150 ms and more at each SuperSpeed port.
TEST_CASE("uhubctl and our code agree on both halves of a USB 3 hub", "[hub][judge]") {
    Box box;
    const FakeHub high(box.bus, box.usb3, "2-4");
    agree_always(box, {"1-4", "2-4"}, 20);
}

}  // namespace banc
