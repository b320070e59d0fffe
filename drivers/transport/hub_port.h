// SPDX-License-Identifier: EUPL-1.2
// From a place ("1-4", port 2) to a port that can be switched and read, on every half of its hub.
#pragma once

#include <memory>
#include <string>

#include "drivers/hub/switched_port.h"
#include "drivers/transport/hub_find.h"

namespace banc {

// `path` is the hub as the kernel names it, either half: "1-4.2", "usb1". Refused, with the reason:
// a hub that does not switch per port, a half that is not certain or can't be opened (the udev line
// is in the remedy), a soldered port, a port with another hub on it. Nothing is switched here.
Task<Result<std::unique_ptr<SwitchedPort>>> open_hub_port(UsbLoop& usb, std::string path, int port);

}  // namespace banc
