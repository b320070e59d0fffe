// SPDX-License-Identifier: EUPL-1.2
// Written from the hub chapters of USB 2.0 (§11) and USB 3.2 (§10), not from our driver.
#include "drivers/emulators/hub.h"

#include <algorithm>
#include <charconv>

namespace banc {
namespace {

constexpr std::uint8_t kPowerGood = 5;  // 10 ms

std::uint8_t low(unsigned word) { return static_cast<std::uint8_t>(word & 0xffU); }
std::uint8_t high(unsigned word) { return static_cast<std::uint8_t>(word >> 8U & 0xffU); }

Bytes string_descriptor(std::string_view ascii) {
    Bytes bytes{static_cast<std::uint8_t>(2 + 2 * ascii.size()), 3};
    for (const char c : ascii) {
        bytes.push_back(static_cast<std::uint8_t>(c));
        bytes.push_back(0);
    }
    return bytes;
}

unsigned lpsm(PowerSwitching switching) {
    switch (switching) {
        case PowerSwitching::ganged: return 0;
        case PowerSwitching::per_port: return 1;
        case PowerSwitching::none: return 2;
    }
    return 2;
}

}  // namespace

HubEmulator::HubEmulator(HubShape shape)
    : shape_(std::move(shape)), ports_(static_cast<std::size_t>(shape_.ports)) {}

const HubEmulator::Port& HubEmulator::at(int port) const {
    return ports_.at(static_cast<std::size_t>(port - 1));
}

HubEmulator::Port& HubEmulator::at(int port) {
    return ports_.at(static_cast<std::size_t>(port - 1));
}

void HubEmulator::feed(int port, PortPower power) {
    for (int other = 1; lie == Lie::ganged && other <= shape_.ports; ++other)
        at(other).power = power;
    if (lie != Lie::frozen) at(port).power = power;
}

PortPower HubEmulator::vbus(int port) const {
    const bool stays = lie == Lie::vbus_stays || lie == Lie::nothing_happens;
    return stays ? PortPower::on : at(port).power;
}

bool HubEmulator::device_answers(int port) const {
    return at(port).plugged && (at(port).power == PortPower::on || lie == Lie::nothing_happens);
}

std::optional<Bytes> HubEmulator::control(const ControlRequest& request) {
    auto reply = request.type == 0x80                           ? standard(request)
                 : request.type == 0xa0                         ? hub_request(request)
                 : request.type == 0xa3 || request.type == 0x23 ? port_request(request)
                                                                : std::nullopt;
    if (reply && reply->size() > request.length) reply->resize(request.length);
    return reply;
}

std::optional<Bytes> HubEmulator::standard(const ControlRequest& request) const {
    if (request.request == 0x00) return Bytes{1, 0};  // self-powered
    if (request.request == 0x08) return Bytes{1};     // configuration 1
    if (request.request != 0x06) return std::nullopt;
    switch (request.value) {
        case 0x0100: return device_descriptor();
        case 0x0200: return configuration_descriptor();
        case 0x0300: return Bytes{4, 3, 0x09, 0x04};
        case 0x0301: return string_descriptor("VIA Labs, Inc.");
        case 0x0302: return string_descriptor("USB Hub");
        case 0x0303:
            if (shape_.serial.empty()) return std::nullopt;
            return string_descriptor(shape_.serial);
        case 0x0f00:
            if (shape_.container.empty()) return std::nullopt;
            return bos();
        default: return std::nullopt;
    }
}

std::optional<Bytes> HubEmulator::hub_request(const ControlRequest& request) const {
    const unsigned own = shape_.speed == HubSpeed::superspeed ? 0x2a00U : 0x2900U;
    if (request.index != 0) return std::nullopt;
    if (request.request == 0x06 && request.value == own) return hub_descriptor();
    if (request.request == 0x00 && request.value == 0) return Bytes{0, 0, 0, 0};
    return std::nullopt;
}

std::optional<Bytes> HubEmulator::port_request(const ControlRequest& request) {
    const int port = request.index;  // the high byte is for test modes and indicators: not here
    if (port < 1 || port > shape_.ports) return std::nullopt;
    if (request.type == 0xa3) {
        if (request.request != 0x00 || request.value != 0 || request.length != 4)
            return std::nullopt;
        return port_status(port);
    }
    const bool clear = request.request == 0x01;
    if ((!clear && request.request != 0x03) || request.length != 0) return std::nullopt;
    if (request.value != 8) return std::nullopt;  // PORT_POWER is all one asks of it here
    // A hub that does not switch takes the request and reports power for ever (USB 2.0 §11.11).
    if (shape_.switching == PowerSwitching::per_port)
        feed(port, clear ? PortPower::off : PortPower::on);
    return Bytes{};
}

Bytes HubEmulator::port_status(int port) const {
    const bool super = shape_.speed == HubSpeed::superspeed;
    unsigned bits = 0;
    if (at(port).power == PortPower::on) {
        bits |= super ? 0x0200U : 0x0100U;
        if (!at(port).plugged && super) bits |= 0x00a0U;  // link state Rx.Detect
    }
    if (device_answers(port)) bits |= 0x0003U;  // connected, enabled
    return {low(bits), high(bits), 0, 0};
}

Bytes HubEmulator::hub_descriptor() const {
    const auto ports = static_cast<std::uint8_t>(shape_.ports);
    const auto how =
        static_cast<std::uint8_t>(lpsm(shape_.switching) | (shape_.fixed != 0 ? 4U : 0U));
    if (shape_.speed == HubSpeed::superspeed)
        return {12, 0x2a, ports, how, 0, kPowerGood, 0, 4, 0, 0, shape_.fixed, 0};
    return {9, 0x29, ports, how, 0, kPowerGood, 100, shape_.fixed, 0xff};
}

Bytes HubEmulator::bos() const {
    Bytes bytes{5, 0x0f, 25, 0, 1, 20, 0x10, 4, 0};
    for (std::size_t at = 0; at + 1 < shape_.container.size(); at += 2) {
        std::uint8_t value = 0;
        std::from_chars(&shape_.container[at], &shape_.container[at] + 2, value, 16);
        bytes.push_back(value);
    }
    return bytes;
}

Bytes HubEmulator::device_descriptor() const {
    const bool super = shape_.speed == HubSpeed::superspeed;
    const auto& m = shape_.model;
    const std::uint8_t serial = shape_.serial.empty() ? 0 : 3;
    return {18,
            1,
            static_cast<std::uint8_t>(super ? 0x20 : 0x10),
            static_cast<std::uint8_t>(super ? 3 : 2),
            9,
            0,
            static_cast<std::uint8_t>(super ? 3 : 1),
            static_cast<std::uint8_t>(super ? 9 : 64),
            low(m.vendor),
            high(m.vendor),
            low(m.product),
            high(m.product),
            low(m.revision),
            high(m.revision),
            1,
            2,
            serial,
            1};
}

Bytes HubEmulator::configuration_descriptor() const {
    Bytes bytes{9, 2, 25, 0, 1, 1, 0, 0xe0, 0, 9, 4, 0, 0, 1, 9, 0, 0, 0, 7, 5, 0x81, 3, 2, 0, 12};
    if (shape_.speed == HubSpeed::superspeed) {
        bytes.insert(bytes.end(), {6, 0x30, 0, 0, 2, 0});  // SuperSpeed endpoint companion
        bytes[2] = static_cast<std::uint8_t>(bytes.size());
    }
    return bytes;
}

}  // namespace banc
