// SPDX-License-Identifier: EUPL-1.2
// Real libudev on a mock bus: what a hand plugs and pulls comes as news, with what the device said
// of itself while it was there.
#include "drivers/transport/usb_monitor.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "drivers/transport/qt_loop.h"
#include "tests/transport/fake_usb.h"
#include "tests/transport/wait.h"

namespace banc {
namespace {

constexpr const char* kPort = "/sys/devices/usb1/1-4";

// One port of the controller, and a hand.
struct Port {
    FakeUsb usb;
    QtLoop loop;

    void plug(const std::string& serial, const std::string& device_class = "0") const {
        const auto text = fmt::format(
            "P: /devices/usb1/1-4\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nE: "
            "PRODUCT=951/1666/100\n"
            "E: TYPE={0}/0/0\nA: bDeviceClass=0{0}\\n\nA: idVendor=0951\\n\nA: idProduct=1666\\n\n"
            "A: product=DataTraveler\\n\nA: serial={1}\\n\n",
            device_class, serial);
        REQUIRE(umockdev_testbed_add_from_string(usb.bed(), text.c_str(), nullptr));
    }
    void pull() const {
        umockdev_testbed_uevent(usb.bed(), kPort, "remove");
        umockdev_testbed_remove_device(usb.bed(), kPort);
    }
    // Another device stands there, and nobody told.
    void swap_unseen(const char* serial) const {
        umockdev_testbed_set_attribute(usb.bed(), kPort, "serial", serial);
    }
};

const AgentRow kStick{{"port", "usb:1-4"},
                      {"vendor", "0951"},
                      {"product", "1666"},
                      {"name", "DataTraveler"},
                      {"serial", "BE-CLE-0003"}};

struct Heard {
    explicit Heard(Port& port) : bus(UsbMonitor::open(port.loop).value()) {
        bus->listen(
            {[this](UsbMove move, const AgentRow& row, Instant) { moves.emplace_back(move, row); },
             [this] { ++missed; }});
    }
    void wait_for_moves(std::size_t count) {
        run_until([&] { return moves.size() >= count; });
    }

    std::unique_ptr<UsbBus> bus;
    std::vector<std::pair<UsbMove, AgentRow>> moves;
    int missed = 0;
};

}  // namespace

TEST_CASE("a stick plugged in and pulled out is told, with its serial number", "[usb][monitor]") {
    Port port;
    Heard heard(port);
    CHECK(heard.bus->plugged().empty());
    port.plug("BE-CLE-0003");
    heard.wait_for_moves(1);
    CHECK(heard.moves.at(0) == std::pair(UsbMove::added, kStick));
    CHECK(heard.bus->plugged() == std::vector{kStick});
    port.pull();
    heard.wait_for_moves(2);
    CHECK(heard.moves.at(1) == std::pair(UsbMove::removed, kStick));
    CHECK(heard.bus->plugged().empty());
    CHECK(heard.bus->alive());
    CHECK(heard.missed == 0);
}

TEST_CASE("what stood there before anybody looked is known when it goes", "[usb][monitor]") {
    Port port;
    port.plug("BE-CLE-0003");
    Heard heard(port);
    port.pull();
    heard.wait_for_moves(1);
    CHECK(heard.moves.at(0) == std::pair(UsbMove::removed, kStick));
}

TEST_CASE("a hub is no news: what is plugged into it is", "[usb][monitor]") {
    Port port;
    Heard heard(port);
    port.plug("HUB", "9");
    port.pull();
    port.plug("BE-CLE-0003");
    heard.wait_for_moves(1);
    CHECK(heard.moves.at(0) == std::pair(UsbMove::added, kStick));
}

TEST_CASE("what came without news was missed, once it is sure that none comes", "[usb][monitor]") {
    Port port;
    port.plug("BE-CLE-0003");
    Heard heard(port);
    port.swap_unseen("BE-CLE-0004\n");
    CHECK(heard.bus->plugged().at(0).at("serial") == "BE-CLE-0004");
    CHECK(heard.missed == 0);  // its news may be on its way
    heard.bus->plugged();
    CHECK(heard.missed == 1);
    heard.bus->plugged();
    heard.bus->plugged();
    CHECK(heard.missed == 1);
}

}  // namespace banc
