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

// What a serial port is part of, as far as it says so: "1a86:7523 A9001", or with its place where
// it has no number of its own. Empty: not on USB.
std::string adapter_at(const Survey& survey, const std::string& tty);

}  // namespace banc
