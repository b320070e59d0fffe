// SPDX-License-Identifier: EUPL-1.2
// Debian's usbrelay, which nobody here wrote, against the same emulated board as our driver: if
// both misread the protocol in the same way, it will not.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <random>

#include "drivers/relay/relay_board.h"
#include "drivers/transport/qt_loop.h"
#include "drivers/transport/usb_board.h"
#include "tests/transport/fake_hidraw.h"
#include "tests/transport/foreign.h"
#include "tests/transport/wait.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

std::string usbrelay(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "usbrelay");
    return said_by(std::move(arguments));
}

// The relays usbrelay calls on.
unsigned energised(const std::string& said) {
    unsigned bits = 0;
    for (unsigned n = 1; n <= 8; ++n)
        if (said.find("PC01A_" + std::to_string(n) + "=1") != std::string::npos)
            bits |= 1U << (n - 1);
    return bits;
}

}  // namespace

TEST_CASE("usbrelay and our driver agree on every relay of the emulated board", "[usb][judge]") {
    FakeUsb usb;
    FakeBoard fake(usb, {.serial = "PC01A"});
    FakeHidraw hidraw(usb, fake);
    QtLoop loop;
    const auto context = UsbLoop::start(loop).value();
    const UsbProduct product{0x16c0, 0x05df, "www.dcttech.com", "USBRelay8"};
    const auto found = find_usb(*context, product).value();
    RelayBoard ours(
        "relais", *find_relay_protocol("dcttech"), BoardFacts{8},
        UsbBoardTransport::open(*context, found.at(0), BoardCable::hid_feature, 0ns).value());

    for (const int printed : {3, 8})
        REQUIRE(wait_for(ours.set(RelayChannel::from(printed).value(), Coil::energised)));
    const auto seen = usbrelay({});
    CAPTURE(seen);
    CHECK(energised(seen) == 0x84);
    CHECK_THAT(seen, Catch::Contains("PC01A_1=0"));

    const auto switched = usbrelay({"PC01A_2=1", "PC01A_8=0"});
    CAPTURE(switched);
    CHECK(wait_for(ours.read()) == Coils{0x06});
    CHECK(fake.contacts() == 0x06);
}

TEST_CASE("usbrelay and our driver agree after each of 200 operations by either", "[usb][judge]") {
    FakeUsb usb;
    FakeBoard fake(usb, {.serial = "PC01A"});
    FakeHidraw hidraw(usb, fake);
    QtLoop loop;
    const auto context = UsbLoop::start(loop).value();
    const auto found = find_usb(*context, dcttech8_model().usb).value();
    RelayBoard ours(
        "relais", *find_relay_protocol("dcttech"), BoardFacts{8},
        UsbBoardTransport::open(*context, found.at(0), BoardCable::hid_feature, 0ns).value());
    std::mt19937 chance(5);  // any seed; the same one each time
    unsigned expected = 0;
    for (int operation = 0; operation < 200; ++operation) {
        const auto relay = RelayChannel::from(static_cast<int>(chance() % 8) + 1).value();
        const bool on = chance() % 2 == 0;
        expected = on ? expected | relay.bit() : expected & ~relay.bit();
        CAPTURE(operation, relay.printed(), on);
        if (chance() % 2 == 0)
            REQUIRE(wait_for(ours.set(relay, on ? Coil::energised : Coil::released)));
        else
            usbrelay({fmt::format("PC01A_{}={}", relay.printed(), on ? 1 : 0)});
        REQUIRE(wait_for(ours.read()) == Coils{static_cast<std::uint16_t>(expected)});
        REQUIRE(energised(usbrelay({})) == expected);
        REQUIRE(fake.contacts() == expected);
    }
}

}  // namespace banc
