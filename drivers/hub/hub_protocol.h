// SPDX-License-Identifier: EUPL-1.2
// What a USB hub says and is told about the power of its ports, as values and bytes (boards.md §F;
// USB 2.0 §11.23-11.24, USB 3.2 §10.15-10.16). Pure: nothing is sent from here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bench/core/bytes.h"
#include "bench/core/error.h"
#include "bench/core/time.h"
#include "drivers/relay/protocol.h"
#include "drivers/transport/control_request.h"

namespace banc {

// A USB 3 hub is two hubs in one box: one on the USB 2 wires, one on the SuperSpeed wires.
enum class HubSpeed { usb2, superspeed };
HubSpeed hub_speed(std::uint16_t bcd_usb);

// Healthy is power: a fault takes it away, so that a bench nobody drives feeds its devices.
enum class PortPower { off, on };
constexpr PortPower power_for(Coil coil) {
    return coil == Coil::energised ? PortPower::off : PortPower::on;
}
constexpr Coil coil_for(PortPower power) {
    return power == PortPower::off ? Coil::energised : Coil::released;
}

// None of these requests sends data.
ControlRequest ask_hub_descriptor(HubSpeed speed);
ControlRequest ask_port_status(int port);
ControlRequest set_port_power(int port, PortPower wanted);
// Any device answers it, and nothing changes in the device.
ControlRequest ask_device_status();
// The BOS descriptor: its first 5 bytes say how long all of it is.
ControlRequest ask_bos(std::uint16_t length);
inline constexpr std::uint16_t kBosHeader = 5;
Result<std::uint16_t> bos_length(ByteView header);
// 32 hex digits; "" when there is none, or when the maker left it at zero.
Result<std::string> container_id(ByteView bos);

enum class PowerSwitching { ganged, per_port, none };

// The hub descriptor.
struct HubFacts {
    int ports = 0;
    PowerSwitching switching = PowerSwitching::none;
    bool compound = false;     // something is soldered to one of its ports
    Nanos power_good{0};       // from "on" to a voltage that devices may use
    std::vector<int> fixed{};  // ports with something soldered to them
    friend bool operator==(const HubFacts&, const HubFacts&) = default;
};
Result<HubFacts> parse_hub_descriptor(ByteView descriptor, HubSpeed speed);

// A product as the kernel names it: idVendor, idProduct, bcdDevice.
struct HubModel {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::uint16_t revision = 0;
    friend auto operator<=>(const HubModel&, const HubModel&) = default;
};
std::string to_string(const HubModel& model);  // "2109:2817:9024"

// Refused, with the reason: ganged and unswitched hubs, a port that is not there, a port with
// something soldered to it. A hub with one port is switched per port whatever it calls it.
Result<void> can_switch(const HubFacts& facts, const HubModel& model, int port);

// The port's register. It says what the hub believes, nothing of the wire: many hubs report "off"
// and leave VBUS up (uhubctl #82, #253, #330).
struct PortClaim {
    PortPower power = PortPower::off;
    bool connected = false;  // a hub without power on the port says no, whatever is plugged in
    bool over_current = false;
    friend bool operator==(const PortClaim&, const PortClaim&) = default;
};
Result<PortClaim> parse_port_status(ByteView status, HubSpeed speed);

// The kernel's switch for a port (Linux 6.0), below /sys/bus/usb/devices: 1 takes the power away.
// `path` is "1-4.2", or "usb1" for a root hub.
std::string kernel_port_switch(const std::string& path, int configuration, int port);
// What is plugged into a port has this path: "1-4.2.3", "1-3" below the root hub "usb1".
std::string path_on_port(const std::string& path, int port);

}  // namespace banc
