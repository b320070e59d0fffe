// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/usb_device.h"

#include <libusb-1.0/libusb.h>
#include <sys/time.h>

#include <algorithm>
#include <span>

namespace banc {
namespace {

constexpr int kInterface = 0;
// The kernel gives a cancelled transfer back at once; closing waits this many rounds for it.
constexpr int kCloseRounds = 10;
constexpr suseconds_t kCloseRoundMicros = 10'000;

Bytes setup(const ControlRequest& request) {
    Bytes buffer(LIBUSB_CONTROL_SETUP_SIZE + request.length, 0);
    libusb_fill_control_setup(buffer.data(), request.type, request.request, request.value,
                              request.index, request.length);
    return buffer;
}

tl::unexpected<Error> broken(int code) { return tl::unexpected<Error>(usb_error(code)); }

bool inward(std::uint8_t direction) { return (direction & LIBUSB_ENDPOINT_IN) != 0; }

// A status is no error code, but each has its twin.
int code_of(libusb_transfer_status status) {
    switch (status) {
        case LIBUSB_TRANSFER_COMPLETED: return LIBUSB_SUCCESS;
        case LIBUSB_TRANSFER_STALL: return LIBUSB_ERROR_PIPE;
        case LIBUSB_TRANSFER_NO_DEVICE:
        case LIBUSB_TRANSFER_CANCELLED: return LIBUSB_ERROR_NO_DEVICE;  // nobody listens to ours
        case LIBUSB_TRANSFER_OVERFLOW: return LIBUSB_ERROR_OVERFLOW;
        case LIBUSB_TRANSFER_ERROR:
        case LIBUSB_TRANSFER_TIMED_OUT: return LIBUSB_ERROR_IO;
    }
    return LIBUSB_ERROR_OTHER;
}

// The first endpoint each way of interface 0, of one kind: interrupt on HID boards, bulk on FTDI.
UsbEndpoints endpoints_of(libusb_device* device) {
    libusb_config_descriptor* read = nullptr;
    if (libusb_get_active_config_descriptor(device, &read) != 0) return {};
    const std::unique_ptr<libusb_config_descriptor, decltype(&libusb_free_config_descriptor)>
        config(read, libusb_free_config_descriptor);
    UsbEndpoints found;
    if (config->bNumInterfaces == 0 || config->interface[kInterface].num_altsetting == 0)
        return found;
    const auto& setting = config->interface[kInterface].altsetting[0];
    for (const auto& endpoint : std::span(setting.endpoint, setting.bNumEndpoints)) {
        auto& way = inward(endpoint.bEndpointAddress) ? found.in : found.out;
        if (way != 0) continue;
        way = endpoint.bEndpointAddress;
        found.type = endpoint.bmAttributes & LIBUSB_TRANSFER_TYPE_INTERRUPT;
    }
    return found;
}

}  // namespace

// Lent to libusb from submit to callback, whatever becomes of the task that asked.
struct UsbDevice::Transfer {
    UsbDevice* owner;  // null: the device is closed, the callback frees this
    std::uint64_t id;
    Bytes buffer;
    Answer<Result<Bytes>>::Resolver answer;
    std::unique_ptr<libusb_transfer, decltype(&libusb_free_transfer)> usb{libusb_alloc_transfer(0),
                                                                          libusb_free_transfer};

    // What came in; what went out only says whether all of it did.
    [[nodiscard]] Result<Bytes> result() const {
        if (usb->status == LIBUSB_TRANSFER_STALL && owner->claim_ == UsbClaim::none)
            return fail(Errc::refused, usb_error(LIBUSB_ERROR_PIPE).what);
        if (usb->status != LIBUSB_TRANSFER_COMPLETED) return broken(code_of(usb->status));
        const bool control = usb->type == LIBUSB_TRANSFER_TYPE_CONTROL;
        const std::size_t head = control ? LIBUSB_CONTROL_SETUP_SIZE : 0;
        const auto moved = static_cast<std::size_t>(usb->actual_length);
        if (inward(control ? buffer.front() : usb->endpoint)) {
            const auto* payload = buffer.data() + head;
            return Bytes(payload, payload + moved);
        }
        if (moved != buffer.size() - head) return broken(LIBUSB_ERROR_IO);
        return Bytes{};
    }
    static void LIBUSB_CALL done(libusb_transfer* usb) {
        auto* self = static_cast<Transfer*>(usb->user_data);
        if (self->owner == nullptr) {
            delete self;
            return;
        }
        self->answer(self->result());
        self->owner->under_way_.erase(self->id);
    }
};

class UsbDevice::Guard {
public:
    Guard(UsbDevice& device, std::uint64_t id) : device_(device), id_(id) {}
    ~Guard() { device_.cancel(id_); }
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;

private:
    UsbDevice& device_;
    std::uint64_t id_;
};

Result<std::unique_ptr<UsbDevice>> UsbDevice::open(UsbLoop& usb, const UsbFound& found,
                                                   UsbClaim claim) {
    libusb_device_handle* opened = nullptr;
    if (const int failed = libusb_open(found.device.get(), &opened); failed != 0)
        return tl::unexpected<Error>(usb_error(failed).within(found.port));
    Handle handle(opened, libusb_close);
    if (claim == UsbClaim::none)
        return std::unique_ptr<UsbDevice>(new UsbDevice(usb, std::move(handle), claim, {}));
    libusb_set_auto_detach_kernel_driver(opened, 1);
    if (const int failed = libusb_claim_interface(opened, kInterface); failed != 0)
        return tl::unexpected<Error>(usb_error(failed).within(found.port));
    return std::unique_ptr<UsbDevice>(
        new UsbDevice(usb, std::move(handle), claim, endpoints_of(found.device.get())));
}

UsbDevice::UsbDevice(UsbLoop& usb, Handle handle, UsbClaim claim, UsbEndpoints endpoints)
    : usb_(usb), handle_(std::move(handle)), claim_(claim), endpoints_(endpoints) {}

UsbDevice::~UsbDevice() {
    for (const auto& [id, transfer] : under_way_) libusb_cancel_transfer(transfer->usb.get());
    for (int round = 0; round < kCloseRounds && !under_way_.empty(); ++round) {
        timeval wait{0, kCloseRoundMicros};
        libusb_handle_events_timeout_completed(usb_.context(), &wait, nullptr);
    }
    for (auto& [id, transfer] : under_way_) {
        transfer->owner = nullptr;
        transfer.release();  // the callback's from here on
    }
    if (claim_ == UsbClaim::interface) libusb_release_interface(handle_.get(), kInterface);
}

Task<Result<Bytes>> UsbDevice::control(ControlRequest request, Nanos deadline) {
    return transfer(0, setup(request), deadline);
}

Task<Result<Bytes>> UsbDevice::send(ControlRequest request, Bytes data, Nanos deadline) {
    request.length = static_cast<std::uint16_t>(data.size());
    Bytes buffer = setup(request);
    std::ranges::copy(data, buffer.begin() + LIBUSB_CONTROL_SETUP_SIZE);
    return transfer(0, std::move(buffer), deadline);
}

Task<Result<Bytes>> UsbDevice::write(Bytes data, Nanos deadline) {
    return transfer(endpoints_.out, std::move(data), deadline);
}

Task<Result<Bytes>> UsbDevice::read(std::size_t most, Nanos deadline) {
    return transfer(endpoints_.in, Bytes(most, 0), deadline);
}

Task<Result<Bytes>> UsbDevice::transfer(std::uint8_t endpoint, Bytes buffer, Nanos deadline) {
    Answer<Result<Bytes>> answer(usb_.loop());
    const Result<std::uint64_t> id = submit(endpoint, std::move(buffer), answer.resolver());
    if (!id) co_return tl::unexpected<Error>(id.error());
    const Guard guard(*this, *id);
    const auto timer = usb_.loop().after(deadline, [r = answer.resolver()] {
        r(fail(Errc::timeout, text("pas de réponse", "no answer"),
               text("débrancher et rebrancher", "unplug it and plug it in again")));
    });
    Result<Bytes> reply = co_await answer;
    co_return reply;
}

Result<std::uint64_t> UsbDevice::submit(std::uint8_t endpoint, Bytes buffer,
                                        Answer<Result<Bytes>>::Resolver answer) {
    const auto id = next_++;
    auto transfer =
        std::unique_ptr<Transfer>(new Transfer{this, id, std::move(buffer), std::move(answer)});
    auto* usb = transfer->usb.get();
    if (usb == nullptr) return broken(LIBUSB_ERROR_NO_MEM);
    // No time limit of its own: ours is the loop's.
    auto* bytes = transfer->buffer.data();
    const int size = static_cast<int>(transfer->buffer.size());
    if (endpoint == 0)
        libusb_fill_control_transfer(usb, handle_.get(), bytes, Transfer::done, transfer.get(), 0);
    else
        libusb_fill_bulk_transfer(usb, handle_.get(), endpoint, bytes, size, Transfer::done,
                                  transfer.get(), 0);
    if (endpoint != 0) usb->type = endpoints_.type;
    if (const int failed = libusb_submit_transfer(usb); failed != 0) return broken(failed);
    under_way_.emplace(id, std::move(transfer));
    return id;
}

void UsbDevice::cancel(std::uint64_t id) {
    const auto found = under_way_.find(id);
    if (found != under_way_.end()) libusb_cancel_transfer(found->second->usb.get());
}

}  // namespace banc
