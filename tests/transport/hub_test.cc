// SPDX-License-Identifier: EUPL-1.2
// Hubs on a mock bus, through real libusb and the kernel's files.
#include <QTimer>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "drivers/transport/hub_port.h"
#include "drivers/transport/qt_loop.h"
#include "tests/transport/fake_hub.h"
#include "tests/transport/wait.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr const char* kBox = "5cf3ee30d5074925b001802d79434c30";

HubShape superspeed() {
    return {.speed = HubSpeed::superspeed, .model = {0x2109, 0x0817, 0x9024}, .container = kBox};
}

struct Bus : FakeHubBus {
    QtLoop loop;
    std::unique_ptr<UsbLoop> usb;
    auto open(const std::string& path, int port) {
        if (!usb) usb = UsbLoop::start(loop).value();
        return wait_for(open_hub(*usb, path, {port}));
    }
    std::unique_ptr<SwitchedPort> opened(const std::string& path, int port) {
        auto done = open(path, port);
        if (!done) FAIL(done.error().line(Lang::en));
        return std::move(done->ports.at(port));
    }
    std::string refusal(const std::string& path, int port) {
        const auto done = open(path, port);
        return done ? "opened" : done.error().line(Lang::en);
    }
};

std::string content(const std::string& path) {
    std::ifstream file(path);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace

TEST_CASE("a hub's port is switched on both halves, from either of them", "[hub][usb]") {
    Bus bus;
    HubEmulator usb2(HubShape{.container = kBox});
    HubEmulator usb3(superspeed());
    const FakeHub low(bus, usb2, "1-4");
    const FakeHub high(bus, usb3, "2-4");
    const auto port = bus.opened(GENERATE("1-4", "2-4"), 3);
    const auto off = wait_for(port->set(PortPower::off));
    REQUIRE(off);
    CHECK(off->way == Way::transfer);
    CHECK(usb2.reported(3) == PortPower::off);
    CHECK(usb3.reported(3) == PortPower::off);
    CHECK(wait_for(port->read()).value().power == PortPower::off);
    REQUIRE(wait_for(port->set(PortPower::on)));
    CHECK(usb3.vbus(3) == PortPower::on);
}

TEST_CASE("the kernel's own switch is used where there is one, and not believed", "[hub][usb]") {
    Bus bus;
    HubEmulator hub(HubShape{});
    FakeHub fake(bus, hub, "1-4");
    fake.add_kernel_switch(2);
    const auto port = bus.opened("1-4", 2);
    SECTION("a kernel that does what it is told") {
        QTimer kernel;
        QObject::connect(&kernel, &QTimer::timeout, [&] { fake.obey_kernel(2); });
        kernel.start(1);
        const auto off = wait_for(port->set(PortPower::off));
        REQUIRE(off);
        CHECK(off->way == Way::kernel);
        CHECK(hub.reported(2) == PortPower::off);
    }
    SECTION("a kernel that does nothing is an error, and the port is told to stay fed") {
        CHECK_FALSE(wait_for(port->set(PortPower::off)));
        CHECK(content(fake.kernel_switch(2)).starts_with("0"));
    }
}

TEST_CASE("a half that may not be opened is named, with the udev line to add", "[hub][usb]") {
    Bus bus;
    HubEmulator usb2(HubShape{.container = kBox});
    HubEmulator usb3(superspeed());
    FakeHub low(bus, usb2, "1-4");
    FakeHub high(bus, usb3, "2-4");
    bus.usb = UsbLoop::start(bus.loop).value();
    high.deny();
    const auto said = bus.refusal("1-4", 1);
    CAPTURE(said);
    CHECK_THAT(said, Catch::Contains("2-4"));
    CHECK_THAT(said, Catch::Contains("ATTR{idVendor}==\"2109\", ATTR{idProduct}==\"0817\""));
    CHECK(usb2.reported(1) == PortPower::on);
}

TEST_CASE("a device that leaves proves something, a register does not", "[hub][usb]") {
    Bus bus;
    HubEmulator hub(HubShape{});
    FakeHub fake(bus, hub, "1-4");
    const FakeHub stick(fake, 2);
    const auto port = bus.opened("1-4", 2);
    CHECK(wait_for(port->prove(100ms)) == Proof::device_left);
    hub.lie = Lie::nothing_happens;
    CHECK(wait_for(port->set(PortPower::off)).value().port.power == PortPower::off);
    REQUIRE(wait_for(port->set(PortPower::on)));
    CHECK(wait_for(port->prove(100ms)) == Proof::not_proven);
    CHECK(hub.reported(2) == PortPower::on);
}

TEST_CASE("an empty port, an absent hub and a port with a hub on it are told apart", "[hub][usb]") {
    Bus bus;
    HubEmulator outer(HubShape{});
    HubEmulator inner(HubShape{});
    const FakeHub first(bus, outer, "1-4");
    const FakeHub second(bus, inner, "1-4.3");
    CHECK_THAT(bus.refusal("1-4", 3), Catch::Contains("port 3 holds another hub"));
    CHECK_THAT(bus.refusal("1-5", 1), Catch::Contains("no hub at 1-5; there are: 1-4, 1-4.3"));
    CHECK_THAT(bus.refusal("1-4", 5), Catch::Contains("has no port 5"));
    const auto port = bus.opened("1-4.3", 2);
    const auto proof = wait_for(port->prove(1s));
    REQUIRE_FALSE(proof);
    CHECK(proof.error().code == Errc::refused);
}

}  // namespace banc
