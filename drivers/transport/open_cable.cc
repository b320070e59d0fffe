// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/open_cable.h"

#include <algorithm>

#include "drivers/transport/line_board.h"
#include "drivers/transport/serial_line.h"
#include "drivers/transport/usb_board.h"

namespace banc {
namespace {

using Transport = std::unique_ptr<BoardTransport>;

Result<Transport> open_usb(const CableContext& context, const std::string& port) {
    const auto usb = UsbLoop::kept(context.usb, context.loop);
    if (!usb) return tl::unexpected<Error>(usb.error());
    auto plugged = find_usb(**usb, context.product.usb);
    if (!plugged) return tl::unexpected<Error>(std::move(plugged.error()));
    const auto found = std::ranges::find(*plugged, port, &UsbFound::port);
    if (found == plugged->end())
        return fail(Errc::disconnected,
                    text("{} vient d'être débranchée", "{} was just unplugged", port));
    const auto& product = context.product;
    return UsbBoardTransport::open(*context.usb, *found, product.cable, product.gap);
}

Result<Transport> open_tty(const CableContext& context, const std::string& tty) {
    const auto& product = context.product;
    auto line = SerialLine::open(context.loop, tty, {.baud = product.baud}, tty);
    if (!line) return tl::unexpected<Error>(std::move(line.error()));
    return std::make_unique<LineBoard>(context.loop, std::move(*line), product.gap);
}

}  // namespace

Result<Transport> open_cable(const CableContext& context, const Placement& at) {
    switch (context.product.cable) {
        case BoardCable::serial: return open_tty(context, at.tty);
        case BoardCable::hid_feature:
        case BoardCable::hid_output:
        case BoardCable::hid_interrupt:
        case BoardCable::ftdi_bits: break;
    }
    return open_usb(context, at.ports.front());
}

}  // namespace banc
