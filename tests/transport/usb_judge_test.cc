// SPDX-License-Identifier: EUPL-1.2
// Debian's usbrelay, which nobody here wrote, against the same emulated board as our driver: if
// both misread the protocol in the same way, it will not.
#include <stdio.h>

#include <catch2/catch.hpp>

#include "drivers/relay/relay_board.h"
#include "drivers/transport/hid_feature.h"
#include "drivers/transport/qt_loop.h"
#include "tests/transport/fake_hidraw.h"
#include "tests/transport/wait.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

std::string usbrelay(const std::string& arguments) {
    const auto command = "LD_PRELOAD=libumockdev-preload.so.0 usbrelay " + arguments + " 2>&1";
    std::unique_ptr<FILE, decltype(&pclose)> pipe(popen(command.c_str(), "r"), pclose);
    REQUIRE(pipe);
    std::string said;
    for (int c = fgetc(pipe.get()); c != EOF; c = fgetc(pipe.get())) said += static_cast<char>(c);
    return said;
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
    RelayBoard ours("relais", *find_relay_protocol("dcttech"), 8,
                    HidFeatureTransport::open(*context, found.at(0), 0ns).value());

    for (const int printed : {3, 8})
        REQUIRE(wait_for(ours.set(RelayChannel::from(printed).value(), Coil::energised)));
    const auto seen = usbrelay("");
    CAPTURE(seen);
    CHECK(energised(seen) == 0x84);
    CHECK_THAT(seen, Catch::Contains("PC01A_1=0"));

    const auto switched = usbrelay("PC01A_2=1 PC01A_8=0");
    CAPTURE(switched);
    CHECK(wait_for(ours.read()) == Coils{0x06});
    CHECK(fake.contacts() == 0x06);
}

}  // namespace banc
