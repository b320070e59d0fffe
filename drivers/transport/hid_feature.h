// SPDX-License-Identifier: EUPL-1.2
// A board that talks by HID feature reports on its control pipe: SET_REPORT and GET_REPORT, type
// feature, no report id, interface 0. Through libusb, without waiting anywhere.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "drivers/relay/board_table.h"
#include "drivers/transport/transport.h"
#include "drivers/transport/usb_loop.h"

struct libusb_device;
struct libusb_device_handle;

namespace banc {

// One plugged device that matches. `port` is its place, "usb:1-4.2", as bench.yaml writes it.
struct UsbFound {
    std::string port;
    std::unique_ptr<libusb_device, void (*)(libusb_device*)> device;
};
// Sorted by port, so that what a person is told does not change from one try to the next.
Result<std::vector<UsbFound>> find_usb(UsbLoop& usb, const UsbProduct& wanted);

class HidFeatureTransport final : public BoardTransport {
public:
    // Takes the interface from the kernel's driver (given back on close) and keeps it. `gap`: the
    // least time from one SET_REPORT to the next, a property of the firmware.
    static Result<std::unique_ptr<HidFeatureTransport>> open(UsbLoop& usb, const UsbFound& found,
                                                             Nanos gap);
    ~HidFeatureTransport() override;
    HidFeatureTransport(const HidFeatureTransport&) = delete;
    HidFeatureTransport& operator=(const HidFeatureTransport&) = delete;

    // `deadline`: time allowed from the call, the gap not counted. A transfer still under way when
    // the task is dropped or the deadline passes is cancelled.
    Task<Result<Bytes>> exchange(Exchange exchange, Nanos deadline) override;

private:
    struct Transfer;
    class Guard;
    using Handle = std::unique_ptr<libusb_device_handle, void (*)(libusb_device_handle*)>;

    HidFeatureTransport(UsbLoop& usb, Handle handle, std::string port, Nanos gap);
    Task<Result<Bytes>> control(Bytes request, Nanos deadline);
    Result<std::uint64_t> submit(Bytes request, Answer<Result<Bytes>>::Resolver answer);
    void cancel(std::uint64_t id);

    UsbLoop& usb_;
    Handle handle_;
    std::string port_;
    Nanos gap_;
    Nanos set_again_at_{0};  // since boot
    std::uint64_t next_ = 0;
    std::map<std::uint64_t, std::unique_ptr<Transfer>> under_way_;
};

}  // namespace banc
