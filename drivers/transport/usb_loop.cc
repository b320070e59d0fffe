// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/usb_loop.h"

#include <libusb-1.0/libusb.h>
#include <sys/epoll.h>
#include <sys/time.h>
#include <unistd.h>

#include <QSocketNotifier>
#include <cerrno>
#include <cstdint>

#include "bench/core/causes.h"

namespace banc {

Result<std::unique_ptr<UsbLoop>> UsbLoop::start(Loop& loop) {
    auto usb = std::unique_ptr<UsbLoop>(new UsbLoop(loop));
    if (usb->watched_ < 0) return fail(Errc::environment, because(errno, {"epoll", "epoll"}));
    const int failed = libusb_init(&usb->context_);
    if (failed != 0) return tl::unexpected<Error>(usb_error(failed).within("USB"));
    libusb_set_pollfd_notifiers(
        usb->context_,
        [](int fd, short events, void* self) { static_cast<UsbLoop*>(self)->watch(fd, events); },
        [](int fd, void* self) { static_cast<UsbLoop*>(self)->unwatch(fd); }, usb.get());
    const std::unique_ptr<const libusb_pollfd*, decltype(&libusb_free_pollfds)> already(
        libusb_get_pollfds(usb->context_), libusb_free_pollfds);
    for (const auto* at = already.get(); at != nullptr && *at != nullptr; ++at)
        usb->watch((*at)->fd, (*at)->events);
    return usb;
}

Result<UsbLoop*> UsbLoop::kept(std::unique_ptr<UsbLoop>& there, Loop& loop) {
    if (there) return there.get();
    auto started = start(loop);
    if (!started) return tl::unexpected<Error>(std::move(started.error()));
    there = std::move(*started);
    return there.get();
}

UsbLoop::UsbLoop(Loop& loop) : loop_(loop), watched_(::epoll_create1(EPOLL_CLOEXEC)) {
    if (watched_ < 0) return;
    awake_ = std::make_unique<QSocketNotifier>(watched_, QSocketNotifier::Read);
    QObject::connect(awake_.get(), &QSocketNotifier::activated, awake_.get(), [this] { handle(); });
}

UsbLoop::~UsbLoop() {
    awake_.reset();
    if (context_ != nullptr) {
        libusb_set_pollfd_notifiers(context_, nullptr, nullptr, nullptr);
        libusb_exit(context_);
    }
    if (watched_ >= 0) ::close(watched_);
}

// A usbfs descriptor is writable when a transfer is done; hang-ups come unasked. epoll's bits are
// poll's.
void UsbLoop::watch(int fd, short events) {
    epoll_event wanted{};
    wanted.events = static_cast<std::uint32_t>(events);
    ::epoll_ctl(watched_, EPOLL_CTL_ADD, fd, &wanted);
}

void UsbLoop::unwatch(int fd) { ::epoll_ctl(watched_, EPOLL_CTL_DEL, fd, nullptr); }

void UsbLoop::handle() {
    timeval at_once{0, 0};
    libusb_handle_events_timeout_completed(context_, &at_once, nullptr);
}

Error usb_error(int code) {
    const std::string name = libusb_error_name(code);
    switch (code) {
        case LIBUSB_ERROR_NO_DEVICE:
        case LIBUSB_ERROR_NOT_FOUND:
            return {Errc::disconnected, text("carte débranchée", "board unplugged"),
                    text("la rebrancher sur le même port", "plug it back into the same port")};
        case LIBUSB_ERROR_ACCESS:
            return {
                Errc::environment,
                text("pas le droit d'ouvrir ce périphérique USB",
                     "no permission to open this USB device"),
                text("installer drivers/60-banc.rules dans /etc/udev/rules.d et rebrancher",
                     "install drivers/60-banc.rules in /etc/udev/rules.d and plug it in again")};
        case LIBUSB_ERROR_BUSY:
            return {Errc::environment,
                    text("un autre programme tient ce périphérique USB",
                         "another program holds this USB device"),
                    text("fermer l'autre programme", "close the other program")};
        case LIBUSB_ERROR_PIPE:
            return {Errc::protocol, text("requête refusée (stall)", "request refused (stall)")};
        case LIBUSB_ERROR_IO:
        case LIBUSB_ERROR_OVERFLOW:
            return {Errc::protocol, text("erreur sur le bus USB ({})", "USB bus error ({})", name)};
        default: return {Errc::environment, text("libusb : {}", "libusb: {}", name)};
    }
}

}  // namespace banc
