// SPDX-License-Identifier: EUPL-1.2
// Written by one function, so that what a refused person is told to add is what the shipped file
// holds.
#include <fmt/format.h>

#include "drivers/relay/identity.h"

namespace banc {
namespace {

std::string equals(std::string_view key, std::string_view value) {
    return value.empty() ? "" : fmt::format(R"(, {}=="{}")", key, value);
}

}  // namespace

// A serial port keeps Debian's group, dialout. ModemManager must not try a modem's commands on it:
// some boards take single letters for orders (boards.md §I: 65 hexadecimal, "e", is relay 1 on).
std::string udev_rule(const BoardProduct& product) {
    const auto& usb = product.usb;
    if (usb.vendor == 0) return "";
    const bool serial = product.cable == BoardCable::serial;
    const std::string_view attribute = serial ? "ATTRS" : "ATTR";
    const auto named = [&](std::string_view key) {
        return fmt::format("{}{{{}}}", attribute, key);
    };
    return fmt::format(
        "SUBSYSTEM==\"{}\"{}{}{}{}, {}MODE=\"0660\", GROUP=\"{}\", TAG+=\"uaccess\"",
        serial ? "tty" : "usb", equals(named("idVendor"), fmt::format("{:04x}", usb.vendor)),
        equals(named("idProduct"), fmt::format("{:04x}", usb.product)),
        equals(named("manufacturer"), usb.manufacturer), equals(named("product"), usb.name),
        serial ? "ENV{ID_MM_PORT_IGNORE}=\"1\", " : "", serial ? "dialout" : "plugdev");
}

}  // namespace banc
