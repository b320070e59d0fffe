// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/hid_feature.h"

#include <libusb-1.0/libusb.h>
#include <sys/time.h>

#include <algorithm>

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr int kInterface = 0;
constexpr std::uint8_t kGetReport = 0x01;
constexpr std::uint8_t kSetReport = 0x09;
constexpr std::uint16_t kFeatureReport = 0x0300;  // type feature, id 0: the board has no report ids
// The kernel gives a cancelled transfer back at once; closing waits this many rounds for it.
constexpr int kCloseRounds = 10;
constexpr suseconds_t kCloseRoundMicros = 10'000;

Bytes request(std::uint8_t direction, std::uint8_t what, std::size_t length) {
    Bytes buffer(LIBUSB_CONTROL_SETUP_SIZE + length, 0);
    const auto type = static_cast<std::uint8_t>(direction | LIBUSB_REQUEST_TYPE_CLASS |
                                                LIBUSB_RECIPIENT_INTERFACE);
    libusb_fill_control_setup(buffer.data(), type, what, kFeatureReport, kInterface,
                              static_cast<std::uint16_t>(length));
    return buffer;
}

Bytes set_report(ByteView report) {
    auto buffer = request(LIBUSB_ENDPOINT_OUT, kSetReport, report.size());
    std::copy(report.begin(), report.end(), buffer.begin() + LIBUSB_CONTROL_SETUP_SIZE);
    return buffer;
}

tl::unexpected<Error> broken(int code) { return tl::unexpected<Error>(usb_error(code)); }

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

}  // namespace

// Lent to libusb from submit to callback, whatever becomes of the task that asked.
struct HidFeatureTransport::Transfer {
    HidFeatureTransport* owner;  // null: the transport is gone, the callback frees this
    std::uint64_t id;
    Bytes buffer;
    Answer<Result<Bytes>>::Resolver answer;
    std::unique_ptr<libusb_transfer, decltype(&libusb_free_transfer)> usb{libusb_alloc_transfer(0),
                                                                          libusb_free_transfer};

    [[nodiscard]] Result<Bytes> result() const {
        if (usb->status != LIBUSB_TRANSFER_COMPLETED) return broken(code_of(usb->status));
        const auto* payload = libusb_control_transfer_get_data(usb.get());
        return Bytes(payload, payload + usb->actual_length);
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

class HidFeatureTransport::Guard {
public:
    Guard(HidFeatureTransport& transport, std::uint64_t id) : transport_(transport), id_(id) {}
    ~Guard() { transport_.cancel(id_); }
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;

private:
    HidFeatureTransport& transport_;
    std::uint64_t id_;
};

Result<std::unique_ptr<HidFeatureTransport>> HidFeatureTransport::open(UsbLoop& usb,
                                                                       const UsbFound& found,
                                                                       Nanos gap) {
    libusb_device_handle* opened = nullptr;
    if (const int failed = libusb_open(found.device.get(), &opened); failed != 0)
        return tl::unexpected<Error>(usb_error(failed).within(found.port));
    Handle handle(opened, libusb_close);
    libusb_set_auto_detach_kernel_driver(opened, 1);
    if (const int failed = libusb_claim_interface(opened, kInterface); failed != 0)
        return tl::unexpected<Error>(usb_error(failed).within(found.port));
    return std::unique_ptr<HidFeatureTransport>(
        new HidFeatureTransport(usb, std::move(handle), found.port, gap));
}

HidFeatureTransport::HidFeatureTransport(UsbLoop& usb, Handle handle, std::string port, Nanos gap)
    : usb_(usb), handle_(std::move(handle)), port_(std::move(port)), gap_(gap) {
    usb_.held.insert(port_);
}

HidFeatureTransport::~HidFeatureTransport() {
    for (const auto& [id, transfer] : under_way_) libusb_cancel_transfer(transfer->usb.get());
    for (int round = 0; round < kCloseRounds && !under_way_.empty(); ++round) {
        timeval wait{0, kCloseRoundMicros};
        libusb_handle_events_timeout_completed(usb_.context(), &wait, nullptr);
    }
    for (auto& [id, transfer] : under_way_) {
        transfer->owner = nullptr;
        transfer.release();  // the callback's from here on
    }
    libusb_release_interface(handle_.get(), kInterface);
    usb_.held.erase(port_);
}

Task<Result<Bytes>> HidFeatureTransport::exchange(Exchange exchange, Nanos deadline) {
    Loop& loop = usb_.loop();
    if (!exchange.out.empty()) {
        const Nanos now = loop.now().since_boot;
        if (set_again_at_ > now) co_await pause(loop, set_again_at_ - now);
        Result<Bytes> sent = co_await control(set_report(exchange.out), deadline);
        set_again_at_ = loop.now().since_boot + gap_;
        if (!sent || exchange.reply_size == 0) co_return sent;
    }
    Result<Bytes> reply =
        co_await control(request(LIBUSB_ENDPOINT_IN, kGetReport, exchange.reply_size), deadline);
    if (!reply) co_return reply;
    co_return whole(exchange, std::move(*reply));
}

Task<Result<Bytes>> HidFeatureTransport::control(Bytes request, Nanos deadline) {
    Answer<Result<Bytes>> answer(usb_.loop());
    const Result<std::uint64_t> id = submit(std::move(request), answer.resolver());
    if (!id) co_return tl::unexpected<Error>(id.error());
    const Guard guard(*this, *id);
    const auto timer = usb_.loop().after(deadline, [r = answer.resolver()] {
        r(fail(Errc::timeout, text("la carte ne répond pas", "the board does not answer"),
               text("la débrancher et la rebrancher", "unplug it and plug it in again")));
    });
    Result<Bytes> reply = co_await answer;
    co_return reply;
}

Result<std::uint64_t> HidFeatureTransport::submit(Bytes request,
                                                  Answer<Result<Bytes>>::Resolver answer) {
    const auto id = next_++;
    auto transfer =
        std::unique_ptr<Transfer>(new Transfer{this, id, std::move(request), std::move(answer)});
    auto* usb = transfer->usb.get();
    if (usb == nullptr) return broken(LIBUSB_ERROR_NO_MEM);
    libusb_fill_control_transfer(usb, handle_.get(), transfer->buffer.data(), Transfer::done,
                                 transfer.get(),
                                 0);  // no time limit of its own: ours is the loop's
    if (const int failed = libusb_submit_transfer(usb); failed != 0) return broken(failed);
    under_way_.emplace(id, std::move(transfer));
    return id;
}

void HidFeatureTransport::cancel(std::uint64_t id) {
    const auto found = under_way_.find(id);
    if (found != under_way_.end()) libusb_cancel_transfer(found->second->usb.get());
}

}  // namespace banc
