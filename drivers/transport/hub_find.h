// SPDX-License-Identifier: EUPL-1.2
// The hubs on the bus, asked what they are: descriptor, container id, place. Nothing is switched.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/hub/hub_pairing.h"
#include "drivers/transport/usb_device.h"

namespace banc {

struct FoundHub {
    HubHalf half;
    HubFacts facts{};  // when it could be asked
    // Open, when it could be asked.
    std::shared_ptr<UsbDevice> device{};  // allow: shared_ptr, of all the ports of one half
    std::optional<Error> unread{};        // why it could not: no permission, with the udev line
};

// Sorted by path. The error is the bus's; a hub that can't be asked is in the list and says why.
Task<Result<std::vector<FoundHub>>> find_hubs(UsbLoop& usb);

// One line of /etc/udev/rules.d that lets members of plugdev open this hub.
std::string hub_udev_line(const HubModel& model);

}  // namespace banc
