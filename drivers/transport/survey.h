// SPDX-License-Identifier: EUPL-1.2
// Everything on USB but hubs, from what the kernel read when it was plugged in. Takes no
// permission and no transfer; nothing is opened.
#pragma once

#include "drivers/relay/identity.h"

namespace banc {

// `root`: where /sys and /dev are looked for. Without a USB bus: empty.
Survey survey_usb(const std::string& root = "");

// The serial port at "usb:1-4"; a path is its own. Errors: disconnected (nothing there), invalid
// (no serial port there, or several).
Result<std::string> tty_at(const Survey& survey, const std::string& place);

}  // namespace banc
