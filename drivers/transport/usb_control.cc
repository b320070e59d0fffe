// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/usb_control.h"

#include <libusb-1.0/libusb.h>
#include <sys/time.h>

namespace banc {
namespace {

// The kernel gives a cancelled transfer back at once; closing waits this many rounds for it.
constexpr int kCloseRounds = 10;
constexpr suseconds_t kCloseRoundMicros = 10'000;

Bytes packet(const ControlRequest& request) {
    Bytes buffer(LIBUSB_CONTROL_SETUP_SIZE + request.length, 0);
    libusb_fill_control_setup(buffer.data(), request.type, request.request, request.value,
                              request.index, request.length);
    return buffer;
}

Error stalled() {
    return {Errc::refused, text("requête refusée (stall)", "request refused (stall)")};
}

Result<Bytes> outcome(libusb_transfer& usb) {
    switch (usb.status) {
        case LIBUSB_TRANSFER_COMPLETED: {
            const auto* payload = libusb_control_transfer_get_data(&usb);
            return Bytes(payload, payload + usb.actual_length);
        }
        case LIBUSB_TRANSFER_STALL: return tl::unexpected<Error>(stalled());
        case LIBUSB_TRANSFER_NO_DEVICE:
        case LIBUSB_TRANSFER_CANCELLED:  // nobody listens to ours
            return tl::unexpected<Error>(usb_error(LIBUSB_ERROR_NO_DEVICE));
        case LIBUSB_TRANSFER_OVERFLOW:
        case LIBUSB_TRANSFER_ERROR:
        case LIBUSB_TRANSFER_TIMED_OUT: return tl::unexpected<Error>(usb_error(LIBUSB_ERROR_IO));
    }
    return tl::unexpected<Error>(usb_error(LIBUSB_ERROR_OTHER));
}

}  // namespace

// Lent to libusb from submit to callback, whatever becomes of the task that asked.
struct UsbControl::Transfer {
    UsbControl* owner;  // null: the device is closed, the callback frees this
    std::uint64_t id;
    Bytes buffer;
    Answer<Result<Bytes>>::Resolver answer;
    std::unique_ptr<libusb_transfer, decltype(&libusb_free_transfer)> usb{libusb_alloc_transfer(0),
                                                                          libusb_free_transfer};

    static void LIBUSB_CALL done(libusb_transfer* usb) {
        auto* self = static_cast<Transfer*>(usb->user_data);
        if (self->owner == nullptr) {
            delete self;
            return;
        }
        self->answer(outcome(*usb));
        self->owner->under_way_.erase(self->id);
    }
};

class UsbControl::Guard {
public:
    Guard(UsbControl& device, std::uint64_t id) : device_(device), id_(id) {}
    ~Guard() { device_.cancel(id_); }
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;

private:
    UsbControl& device_;
    std::uint64_t id_;
};

Result<std::unique_ptr<UsbControl>> UsbControl::open(UsbLoop& usb, libusb_device* device,
                                                     std::string name) {
    libusb_device_handle* opened = nullptr;
    if (const int failed = libusb_open(device, &opened); failed != 0)
        return tl::unexpected<Error>(usb_error(failed).within(name));
    return std::unique_ptr<UsbControl>(
        new UsbControl(usb, Handle(opened, libusb_close), std::move(name)));
}

UsbControl::UsbControl(UsbLoop& usb, Handle handle, std::string name)
    : usb_(usb), handle_(std::move(handle)), name_(std::move(name)) {}

UsbControl::~UsbControl() {
    for (const auto& [id, transfer] : under_way_) libusb_cancel_transfer(transfer->usb.get());
    for (int round = 0; round < kCloseRounds && !under_way_.empty(); ++round) {
        timeval wait{0, kCloseRoundMicros};
        libusb_handle_events_timeout_completed(usb_.context(), &wait, nullptr);
    }
    for (auto& [id, transfer] : under_way_) {
        transfer->owner = nullptr;
        transfer.release();  // the callback's from here on
    }
}

Task<Result<Bytes>> UsbControl::transfer(ControlRequest request, Nanos deadline) {
    Answer<Result<Bytes>> answer(usb_.loop());
    const Result<std::uint64_t> id = submit(request, answer.resolver());
    if (!id) co_return tl::unexpected<Error>(Error(id.error()).within(name_));
    const Guard guard(*this, *id);
    const auto timer = usb_.loop().after(deadline, [r = answer.resolver()] {
        r(fail(Errc::timeout, text("pas de réponse", "no answer"),
               text("débrancher et rebrancher", "unplug it and plug it in again")));
    });
    Result<Bytes> reply = co_await answer;
    if (!reply) reply = tl::unexpected<Error>(Error(reply.error()).within(name_));
    co_return reply;
}

Result<std::uint64_t> UsbControl::submit(const ControlRequest& request,
                                         Answer<Result<Bytes>>::Resolver answer) {
    const auto id = next_++;
    auto transfer =
        std::unique_ptr<Transfer>(new Transfer{this, id, packet(request), std::move(answer)});
    auto* usb = transfer->usb.get();
    if (usb == nullptr) return tl::unexpected<Error>(usb_error(LIBUSB_ERROR_NO_MEM));
    libusb_fill_control_transfer(usb, handle_.get(), transfer->buffer.data(), Transfer::done,
                                 transfer.get(),
                                 0);  // no time limit of its own: ours is the loop's
    if (const int failed = libusb_submit_transfer(usb); failed != 0)
        return tl::unexpected<Error>(usb_error(failed));
    under_way_.emplace(id, std::move(transfer));
    return id;
}

void UsbControl::cancel(std::uint64_t id) {
    const auto found = under_way_.find(id);
    if (found != under_way_.end()) libusb_cancel_transfer(found->second->usb.get());
}

}  // namespace banc
