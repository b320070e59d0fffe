// SPDX-License-Identifier: EUPL-1.2
// A board on its USB cable, by libusb: feature reports, output reports, interrupt reports, or the
// pins of a bit-bang chip.
#pragma once

#include <memory>

#include "drivers/relay/board_table.h"
#include "drivers/transport/usb_device.h"
#include "drivers/transport/usb_find.h"

namespace banc {

class UsbBoardTransport final : public BoardTransport {
public:
    // Any cable but the serial one. `gap`: the least time from one command to the next, a property
    // of the firmware. Opening sends nothing to the board.
    static Result<std::unique_ptr<UsbBoardTransport>> open(UsbLoop& usb, const UsbFound& found,
                                                           BoardCable cable, Nanos gap);

    // `deadline`: time allowed for each transfer, the gap not counted. A transfer still under way
    // when the task is dropped or the deadline passes is cancelled.
    Task<Result<Bytes>> exchange(Exchange exchange, Nanos deadline) override;

private:
    UsbBoardTransport(std::unique_ptr<UsbDevice> device, BoardCable cable, Nanos gap);
    Task<Result<Bytes>> say(Exchange exchange, Nanos deadline);
    Task<Result<Bytes>> hear(Exchange exchange, Nanos deadline);
    Task<void> forget_stale_reports();

    std::unique_ptr<UsbDevice> device_;
    BoardCable cable_;
    Nanos gap_;
    Nanos say_again_at_{0};  // since boot
    bool pins_are_ours_ = false;
    bool may_be_stale_ = true;  // a report of somebody's last question may still be on its way
};

}  // namespace banc
