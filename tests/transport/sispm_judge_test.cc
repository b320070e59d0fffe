// SPDX-License-Identifier: EUPL-1.2
// Debian's sispmctl 3.1 (libusb 0.1), which nobody here wrote, against the same emulated strip as
// our driver. Only one of them can hold the interface, so each gives it back.
#include <catch2/catch.hpp>
#include <random>

#include "drivers/relay/relay_board.h"
#include "drivers/transport/qt_loop.h"
#include "drivers/transport/usb_board.h"
#include "tests/transport/fake_usb.h"
#include "tests/transport/foreign.h"
#include "tests/transport/wait.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

struct Strip {
    RelayBoard ours() {
        const auto found = find_usb(*context, sispm_model().usb).value();
        auto cable =
            UsbBoardTransport::open(*context, found.at(0), BoardCable::hid_feature, 0ns).value();
        return {"prises", *find_relay_protocol("sispm"), sispm_model().facts, std::move(cable)};
    }
    std::string sispmctl(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "sispmctl");
        fake.show_descriptors();
        return said_by(std::move(arguments));
    }
    // One word of sispmctl's -n an outlet: 1 on, 0 off.
    unsigned sispmctl_sees(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"-q", "-n"});
        for (const auto* outlet : {"1", "2", "3", "4"}) {
            arguments.emplace_back("-g");
            arguments.emplace_back(outlet);
        }
        const auto said = sispmctl(std::move(arguments));
        CAPTURE(said);
        std::vector<unsigned> states;
        for (const char c : said)
            if (c == '0' || c == '1') states.push_back(c == '1' ? 1U : 0U);
        REQUIRE(states.size() == 4);
        return states[0] | states[1] << 1U | states[2] << 2U | states[3] << 3U;
    }

    FakeUsb usb;
    FakeBoard fake{usb, plugged_as(sispm_model())};
    QtLoop loop;
    std::unique_ptr<UsbLoop> context = UsbLoop::start(loop).value();
};

}  // namespace

TEST_CASE("sispmctl and our driver agree after each of 200 operations by either", "[usb][judge]") {
    Strip strip;
    std::mt19937 chance(4);  // any seed; the same one each time
    unsigned expected = 0;
    for (int operation = 0; operation < 200; ++operation) {
        const auto outlet = RelayChannel::from(static_cast<int>(chance() % 4) + 1).value();
        const bool on = chance() % 2 == 0;
        expected = on ? expected | outlet.bit() : expected & ~outlet.bit();
        CAPTURE(operation, outlet.printed(), on);
        std::vector<std::string> theirs;
        if (chance() % 2 == 0)
            REQUIRE(wait_for(strip.ours().set(outlet, on ? Coil::energised : Coil::released)));
        else
            theirs = {on ? "-o" : "-f", std::to_string(outlet.printed())};
        REQUIRE(strip.sispmctl_sees(theirs) == expected);
        REQUIRE(wait_for(strip.ours().read()) == Coils{static_cast<std::uint16_t>(expected)});
        REQUIRE(strip.fake.contacts() == expected);
    }
}

TEST_CASE("a schedule our driver has cleared is empty for sispmctl", "[usb][judge]") {
    Strip strip;
    const auto planned = strip.sispmctl({"-A", "2", "--Aafter", "5", "--Ado", "on"});
    CAPTURE(planned);
    CHECK_THAT(strip.sispmctl({"-a", "2"}), Catch::Contains("switch on"));
    {
        auto ours = strip.ours();
        REQUIRE(wait_for(ours.adopt()));
    }
    for (const auto* outlet : {"1", "2", "3", "4"})
        CHECK_THAT(strip.sispmctl({"-a", outlet}), Catch::Contains("No programmed event"));
}

TEST_CASE("sispmctl is kept out while our driver holds the strip", "[usb][judge]") {
    Strip strip;
    {
        auto ours = strip.ours();
        CHECK_THAT(strip.sispmctl({"-o", "1"}), Catch::Contains("USB"));
        CHECK(strip.fake.contacts() == 0);
    }
    strip.sispmctl({"-o", "1"});
    CHECK(strip.fake.contacts() == 1);
}

}  // namespace banc
