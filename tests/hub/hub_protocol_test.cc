// SPDX-License-Identifier: EUPL-1.2
// Bytes from the tables of USB 2.0 §11.23-11.24 and USB 3.2 §10.15-10.16, and boards.md §F.
#include "drivers/hub/hub_protocol.h"

#include <catch2/catch.hpp>

#include "drivers/emulators/hub.h"

namespace banc {
namespace {

const HubModel kModel{0x2109, 0x2817, 0x9024};

Bytes usb2_hub(std::uint8_t characteristics, std::uint8_t ports = 4) {
    return {9, 0x29, ports, characteristics, 0, 50, 100, 0, 0xff};
}

HubFacts facts_of(std::uint8_t characteristics, std::uint8_t ports = 4) {
    return parse_hub_descriptor(usb2_hub(characteristics, ports), HubSpeed::usb2).value();
}

}  // namespace

TEST_CASE("requests to a hub are the bytes of the hub class", "[hub]") {
    CHECK(set_port_power(3, PortPower::on) == ControlRequest{0x23, 0x03, 8, 3, 0});
    CHECK(set_port_power(3, PortPower::off) == ControlRequest{0x23, 0x01, 8, 3, 0});
    CHECK(ask_port_status(2) == ControlRequest{0xa3, 0x00, 0, 2, 4});
    CHECK(ask_hub_descriptor(HubSpeed::usb2).value == 0x2900);
    CHECK(ask_hub_descriptor(HubSpeed::superspeed).value == 0x2a00);
    CHECK(ask_hub_descriptor(HubSpeed::usb2).type == 0xa0);
    CHECK(ask_bos(5) == ControlRequest{0x80, 0x06, 0x0f00, 0, 5});
}

TEST_CASE("the hub descriptor says how power is switched", "[hub]") {
    const auto [byte, switching, compound] = GENERATE(table<std::uint8_t, PowerSwitching, bool>({
        {0xe0, PowerSwitching::ganged, false},
        {0xe9, PowerSwitching::per_port, false},
        {0x8d, PowerSwitching::per_port, true},
        {0x02, PowerSwitching::none, false},
        {0x03, PowerSwitching::none, false},
    }));
    const auto facts = facts_of(byte);
    CHECK(facts.switching == switching);
    CHECK(facts.compound == compound);
    CHECK(facts.ports == 4);
    CHECK(facts.power_good == std::chrono::milliseconds(100));  // 50 units of 2 ms
}

TEST_CASE("soldered ports are read from the descriptor of either speed", "[hub]") {
    const Bytes usb2{9, 0x29, 4, 5, 0, 50, 100, 0x14, 0xff};
    const Bytes usb3{12, 0x2a, 4, 5, 0, 50, 0, 4, 0, 0, 0x14, 0};
    CHECK(parse_hub_descriptor(usb2, HubSpeed::usb2).value().fixed == std::vector{2, 4});
    CHECK(parse_hub_descriptor(usb3, HubSpeed::superspeed).value().fixed == std::vector{2, 4});
    const Bytes nine{11, 0x29, 9, 5, 0, 50, 100, 0, 2, 0xff, 0xff};
    CHECK(parse_hub_descriptor(nine, HubSpeed::usb2).value().fixed == std::vector{9});
}

TEST_CASE("a hub descriptor cut anywhere, or of the other speed, is refused", "[hub]") {
    const auto whole = usb2_hub(0xe9);
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK_FALSE(parse_hub_descriptor(ByteView(whole).first(size), HubSpeed::usb2));
    CHECK_FALSE(parse_hub_descriptor(whole, HubSpeed::superspeed));
    CHECK_FALSE(parse_hub_descriptor(usb2_hub(0xe9, 0), HubSpeed::usb2));
    CHECK_FALSE(parse_hub_descriptor(usb2_hub(0xe9, 8), HubSpeed::usb2));  // bitmaps too short
    const Bytes sixteen{12, 0x2a, 16, 1, 0, 50, 0, 4, 0, 0, 0, 0};
    CHECK_FALSE(parse_hub_descriptor(sixteen, HubSpeed::superspeed));
}

TEST_CASE("only hubs that switch each port may be switched, and others hear why", "[hub]") {
    CHECK(can_switch(facts_of(0xe9), kModel, 4));
    CHECK_THAT(can_switch(facts_of(0xe0), kModel, 1).error().line(Lang::en),
               Catch::Contains("switches all its ports together"));
    CHECK_THAT(can_switch(facts_of(0x02), kModel, 1).error().line(Lang::en),
               Catch::Contains("switches no port at all"));
    CHECK(can_switch(facts_of(0xe0, 1), kModel, 1));                 // one port, ganged with itself
    CHECK(can_switch(facts_of(0x02), {0x2109, 0x3431, 0x0421}, 1));  // Raspberry Pi 4
    CHECK(can_switch(facts_of(0xe9), kModel, 0).error().code == Errc::invalid);
    CHECK(can_switch(facts_of(0xe9), kModel, 5).error().code == Errc::invalid);
    auto soldered = facts_of(0xed);
    soldered.fixed = {3};
    CHECK(can_switch(soldered, kModel, 3).error().code == Errc::refused);
    CHECK(can_switch(soldered, kModel, 2));
}

TEST_CASE("the power bit stands elsewhere on SuperSpeed", "[hub]") {
    const auto read = [](std::uint8_t low, std::uint8_t high, HubSpeed speed) {
        return parse_port_status(Bytes{low, high, 0, 0}, speed).value();
    };
    CHECK(read(0x03, 0x01, HubSpeed::usb2) == PortClaim{PortPower::on, true, false});
    CHECK(read(0x00, 0x02, HubSpeed::usb2).power == PortPower::off);  // low speed, not power
    CHECK(read(0xa0, 0x02, HubSpeed::superspeed) == PortClaim{PortPower::on, false, false});
    CHECK(read(0x03, 0x01, HubSpeed::superspeed).power == PortPower::off);
    CHECK(read(0x08, 0x00, HubSpeed::usb2).over_current);
    for (const std::size_t size : {0U, 2U, 3U, 5U})
        CHECK_FALSE(parse_port_status(Bytes(size, 1), HubSpeed::usb2));
}

TEST_CASE("healthy is power: a coil at rest feeds the port", "[hub]") {
    CHECK(power_for(Coil::released) == PortPower::on);
    CHECK(power_for(Coil::energised) == PortPower::off);
    CHECK(coil_for(PortPower::off) == Coil::energised);
}

TEST_CASE("the container id is found among a device's capabilities", "[hub]") {
    HubEmulator hub({.container = "5cf3ee30d5074925b001802d79434c30"});
    const auto bos = hub.control(ask_bos(200)).value();
    CHECK(container_id(bos) == "5cf3ee30d5074925b001802d79434c30");
    for (std::size_t size = 0; size < bos.size(); ++size)
        CHECK_FALSE(container_id(ByteView(bos).first(size)));
    auto zero = bos;
    std::fill(zero.begin() + 9, zero.end(), 0);
    CHECK(container_id(zero) == "");  // a maker who left it out
    auto endless = bos;
    endless[5] = 0;
    CHECK_FALSE(container_id(endless));
    CHECK(container_id(Bytes{5, 15, 12, 0, 1, 7, 16, 2, 0, 0, 0, 0}) == "");
}

TEST_CASE("the kernel's switch and what is on a port have the kernel's names", "[hub]") {
    CHECK(kernel_port_switch("1-4.2", 1, 3) == "1-4.2:1.0/1-4.2-port3/disable");
    CHECK(kernel_port_switch("usb2", 1, 3) == "2-0:1.0/usb2-port3/disable");
    CHECK(path_on_port("1-4", 2) == "1-4.2");
    CHECK(path_on_port("usb1", 4) == "1-4");
}

TEST_CASE("the emulated hub moves nothing for a request it does not know", "[hub]") {
    HubEmulator hub(HubShape{});
    for (const auto& request :
         {ControlRequest{0x23, 0x01, 8, 5, 0}, ControlRequest{0x23, 0x01, 8, 0, 0},
          ControlRequest{0x23, 0x01, 9, 1, 0}, ControlRequest{0x23, 0x02, 8, 1, 0},
          ControlRequest{0x20, 0x01, 8, 1, 0}, ControlRequest{0xa3, 0x00, 0, 1, 8},
          ControlRequest{0xa0, 0x06, 0x2a00, 0, 12}, ControlRequest{0x23, 0x01, 8, 0x0101, 0}})
        CHECK_FALSE(hub.control(request));
    for (int port = 1; port <= 4; ++port) CHECK(hub.reported(port) == PortPower::on);
}

}  // namespace banc
