// SPDX-License-Identifier: EUPL-1.2
// Plugged devices by what they say of themselves, without opening any.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "drivers/relay/board_table.h"
#include "drivers/transport/usb_loop.h"

struct libusb_device;

namespace banc {

// One plugged device. `port` is its place, as bench.yaml writes it: "usb:1-4.2", "usb:usb1" for the
// root hub of bus 1.
struct UsbFound {
    std::string port;
    std::unique_ptr<libusb_device, void (*)(libusb_device*)> device;
    [[nodiscard]] std::string path() const;  // as the kernel writes it: "1-4.2"
};
// Sorted by port, so that what a person is told does not change from one try to the next.
Result<std::vector<UsbFound>> plugged_usb(UsbLoop& usb);
Result<std::vector<UsbFound>> find_usb(UsbLoop& usb, const UsbProduct& wanted);

// One line of /sys/bus/usb/devices/<path>/<name>; "" for none.
std::string usb_attribute(const std::string& path, const std::string& name);

}  // namespace banc
