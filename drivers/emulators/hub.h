// SPDX-License-Identifier: EUPL-1.2
// One half of a hub in memory, behind its control pipe, and what can be wrong with it. Strict: a
// request that the hub class does not know is a stall and moves nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drivers/hub/hub_protocol.h"

namespace banc {

struct HubShape {
    HubSpeed speed = HubSpeed::usb2;
    HubModel model{0x2109, 0x2817, 0x9024};
    int ports = 4;  // 1-7: one byte of bitmap
    PowerSwitching switching = PowerSwitching::per_port;
    std::uint8_t fixed = 0;   // bit n: something is soldered to port n
    std::string container{};  // 32 hex digits, "" for a hub without one
    std::string serial{};
};

// What the hub does when it is told to take the power away.
enum class Lie {
    none,
    vbus_stays,       // the data lines go, the power stays (uhubctl #82, #253)
    nothing_happens,  // the register says off, and that is all
    frozen,           // takes the request; the register does not move (VL817, uhubctl #496)
    ganged,           // claims to switch per port, and switches all of them
};

class HubEmulator {
public:
    explicit HubEmulator(HubShape shape);

    // nullopt: stall. Never more than the length that was asked.
    std::optional<Bytes> control(const ControlRequest& request);

    void plug(int port) { at(port).plugged = true; }
    // Power by another hand: the kernel's.
    void feed(int port, PortPower power);

    [[nodiscard]] PortPower reported(int port) const { return at(port).power; }
    // The wire, as far as this half feeds it: a box feeds a port when one of its halves does.
    [[nodiscard]] PortPower vbus(int port) const;
    // Something is plugged in and its data lines reach the host.
    [[nodiscard]] bool device_answers(int port) const;

    [[nodiscard]] const HubShape& shape() const { return shape_; }
    [[nodiscard]] Bytes device_descriptor() const;
    [[nodiscard]] Bytes configuration_descriptor() const;

    Lie lie = Lie::none;

private:
    struct Port {
        PortPower power = PortPower::on;  // as the kernel leaves it at start
        bool plugged = false;
    };
    [[nodiscard]] const Port& at(int port) const;
    Port& at(int port);
    std::optional<Bytes> standard(const ControlRequest& request) const;
    std::optional<Bytes> hub_request(const ControlRequest& request) const;
    std::optional<Bytes> port_request(const ControlRequest& request);
    [[nodiscard]] Bytes hub_descriptor() const;
    [[nodiscard]] Bytes bos() const;
    [[nodiscard]] Bytes port_status(int port) const;

    HubShape shape_;
    std::vector<Port> ports_;
};

}  // namespace banc
