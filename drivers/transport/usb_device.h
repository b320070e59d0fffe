// SPDX-License-Identifier: EUPL-1.2
// One opened USB device: transfers that are waited for nowhere and come back when they are done,
// when their time is up, or never, because the task was dropped.
#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "drivers/transport/control_request.h"
#include "drivers/transport/transport.h"
#include "drivers/transport/usb_find.h"
#include "drivers/transport/usb_loop.h"

struct libusb_device_handle;

namespace banc {

// A board's interface 0 is taken from the kernel's driver, and given back on close. A hub stays the
// kernel's: it is only asked and told, on its control pipe.
enum class UsbClaim { interface, none };

// Where the interface takes and gives bytes besides its control pipe; 0: it has no such endpoint.
struct UsbEndpoints {
    std::uint8_t out = 0;
    std::uint8_t in = 0;
    std::uint8_t type = 0;  // as in its descriptor: 2 bulk, 3 interrupt
};

class UsbDevice {
public:
    static Result<std::unique_ptr<UsbDevice>> open(UsbLoop& usb, const UsbFound& found,
                                                   UsbClaim claim);
    ~UsbDevice();
    UsbDevice(const UsbDevice&) = delete;
    UsbDevice& operator=(const UsbDevice&) = delete;

    [[nodiscard]] Loop& loop() const { return usb_.loop(); }
    [[nodiscard]] const UsbEndpoints& endpoints() const { return endpoints_; }

    // `deadline`: time allowed from the call. A transfer still under way when it passes, or when
    // the task is dropped, is cancelled. What went out gives back no bytes.
    //
    // A stall is Errc::protocol from a board, whose firmware has lost its way, and Errc::refused
    // from a device that is not claimed: it is there and says no.
    Task<Result<Bytes>> control(ControlRequest request, Nanos deadline);  // sends no data
    Task<Result<Bytes>> send(ControlRequest request, Bytes data, Nanos deadline);
    Task<Result<Bytes>> write(Bytes data, Nanos deadline);
    Task<Result<Bytes>> read(std::size_t most, Nanos deadline);

private:
    struct Transfer;
    class Guard;
    using Handle = std::unique_ptr<libusb_device_handle, void (*)(libusb_device_handle*)>;

    UsbDevice(UsbLoop& usb, Handle handle, UsbClaim claim, UsbEndpoints endpoints);
    // Endpoint 0: `buffer` starts with the setup packet.
    Task<Result<Bytes>> transfer(std::uint8_t endpoint, Bytes buffer, Nanos deadline);
    Result<std::uint64_t> submit(std::uint8_t endpoint, Bytes buffer,
                                 Answer<Result<Bytes>>::Resolver answer);
    void cancel(std::uint64_t id);

    UsbLoop& usb_;
    Handle handle_;
    UsbClaim claim_;
    UsbEndpoints endpoints_;
    std::uint64_t next_ = 0;
    std::map<std::uint64_t, std::unique_ptr<Transfer>> under_way_;
};

}  // namespace banc
