// SPDX-License-Identifier: EUPL-1.2
// The hubs on the bus, asked what they are: descriptor, container id, place. Nothing is switched.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/hub/hub_pairing.h"
#include "drivers/transport/usb_control.h"

struct libusb_device;

namespace banc {

using UsbDevice = std::unique_ptr<libusb_device, void (*)(libusb_device*)>;

struct FoundHub {
    HubHalf half;
    HubFacts facts{};  // when it could be asked
    UsbDevice device;
    std::unique_ptr<UsbControl> control{};  // open, when it could be asked
    std::optional<Error> unread{};          // why it could not: no permission, with the udev line
};

// Sorted by path. The error is the bus's; a hub that can't be asked is in the list and says why.
Task<Result<std::vector<FoundHub>>> find_hubs(UsbLoop& usb);

// What is plugged in at this path ("1-4.2"); null for nothing.
UsbDevice find_device(UsbLoop& usb, const std::string& path);

// One line of /etc/udev/rules.d that lets members of plugdev open this hub.
std::string hub_udev_line(const HubModel& model);

// One line of /sys/bus/usb/devices/<path>/<name>; "" for none.
std::string usb_attribute(const std::string& path, const std::string& name);

}  // namespace banc
