// SPDX-License-Identifier: EUPL-1.2
// The right cable for a recognised board: the one place that knows every kind.
#pragma once

#include <memory>
#include <string>

#include "drivers/relay/identity.h"
#include "drivers/transport/transport.h"
#include "drivers/transport/usb_loop.h"

namespace banc {

struct CableContext {
    Loop& loop;
    std::unique_ptr<UsbLoop>& usb;  // started here by the first board that needs libusb
    const BoardProduct& product;
};

// `at` is found: its port, and the tty of a serial board. Sends nothing.
Result<std::unique_ptr<BoardTransport>> open_cable(const CableContext& context,
                                                   const Placement& at);

}  // namespace banc
