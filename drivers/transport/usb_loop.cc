// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/usb_loop.h"

#include <libusb-1.0/libusb.h>
#include <poll.h>
#include <sys/time.h>

#include <QSocketNotifier>
#include <iterator>

namespace banc {

Result<std::unique_ptr<UsbLoop>> UsbLoop::start(Loop& loop) {
    auto usb = std::unique_ptr<UsbLoop>(new UsbLoop(loop));
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

UsbLoop::UsbLoop(Loop& loop) : loop_(loop) {}

UsbLoop::~UsbLoop() {
    if (context_ == nullptr) return;
    libusb_set_pollfd_notifiers(context_, nullptr, nullptr, nullptr);
    watched_.clear();  // before libusb closes what they watch
    libusb_exit(context_);
}

// A usbfs descriptor is writable when a transfer is done; hang-ups come with either kind.
void UsbLoop::watch(int fd, short events) {
    auto& notifiers = watched_[fd];
    const auto add = [&](QSocketNotifier::Type type) {
        auto notifier = std::make_unique<QSocketNotifier>(fd, type);
        QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(),
                         [this] { handle(); });
        notifiers.push_back(std::move(notifier));
    };
    if ((events & POLLIN) != 0) add(QSocketNotifier::Read);
    if ((events & POLLOUT) != 0) add(QSocketNotifier::Write);
}

void UsbLoop::unwatch(int fd) {
    const auto found = watched_.find(fd);
    if (found == watched_.end()) return;
    for (auto& notifier : found->second) {
        notifier->setEnabled(false);
        dropped_.push_back(std::move(notifier));
    }
    watched_.erase(found);
}

void UsbLoop::handle() {
    dropped_.clear();
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
