// SPDX-License-Identifier: EUPL-1.2
// Control transfers to one USB device, without waiting anywhere and without taking an interface
// from anybody: hubs belong to the kernel and stay with it.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "bench/core/task.h"
#include "drivers/hub/hub_protocol.h"
#include "drivers/transport/usb_loop.h"

struct libusb_device;
struct libusb_device_handle;

namespace banc {

class UsbControl {
public:
    // `name` stands in errors: "usb:1-4".
    static Result<std::unique_ptr<UsbControl>> open(UsbLoop& usb, libusb_device* device,
                                                    std::string name);
    ~UsbControl();
    UsbControl(const UsbControl&) = delete;
    UsbControl& operator=(const UsbControl&) = delete;

    // What came back, at most request.length bytes. A stall is Errc::refused: the device is there
    // and says no. `deadline` counts from the call; a transfer still under way when the task is
    // dropped or the deadline passes is cancelled.
    Task<Result<Bytes>> transfer(ControlRequest request, Nanos deadline);

private:
    struct Transfer;
    class Guard;
    using Handle = std::unique_ptr<libusb_device_handle, void (*)(libusb_device_handle*)>;

    UsbControl(UsbLoop& usb, Handle handle, std::string name);
    Result<std::uint64_t> submit(const ControlRequest& request,
                                 Answer<Result<Bytes>>::Resolver answer);
    void cancel(std::uint64_t id);

    UsbLoop& usb_;
    Handle handle_;
    std::string name_;
    std::uint64_t next_ = 0;
    std::map<std::uint64_t, std::unique_ptr<Transfer>> under_way_;
};

}  // namespace banc
