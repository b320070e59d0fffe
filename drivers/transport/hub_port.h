// SPDX-License-Identifier: EUPL-1.2
// From a place ("1-4", ports 2 and 3) to ports that can be switched and read, on every half of
// their hub.
#pragma once

#include <string>
#include <vector>

#include "drivers/transport/hub_box.h"

namespace banc {

struct OpenHub {
    HubBox box;
    std::vector<std::string> places;  // of what the ports feed, on each half: "usb:1-4.2"
    HubBoard::Ports ports;
};

// `path` is the hub as the kernel names it, either half: "1-4.2", "usb1". Refused, with the reason:
// what box_of() and can_use() refuse. Nothing is switched here.
Task<Result<OpenHub>> open_hub(UsbLoop& usb, std::string path, std::vector<int> ports);

}  // namespace banc
