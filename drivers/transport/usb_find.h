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

// One plugged device that matches. `port` is its place, "usb:1-4.2", as bench.yaml writes it.
struct UsbFound {
    std::string port;
    std::unique_ptr<libusb_device, void (*)(libusb_device*)> device;
};
// Sorted by port, so that what a person is told does not change from one try to the next.
Result<std::vector<UsbFound>> find_usb(UsbLoop& usb, const UsbProduct& wanted);

}  // namespace banc
