// SPDX-License-Identifier: EUPL-1.2
// libusb on the Qt loop: its descriptors are watched by notifiers, its events handled when one of
// them has something, and never waited for.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "bench/core/error.h"
#include "bench/core/loop.h"

struct libusb_context;
class QSocketNotifier;

namespace banc {

// Outlives every device opened on it. Lives in the thread of its Loop.
class UsbLoop {
public:
    static Result<std::unique_ptr<UsbLoop>> start(Loop& loop);
    ~UsbLoop();
    UsbLoop(const UsbLoop&) = delete;
    UsbLoop& operator=(const UsbLoop&) = delete;

    [[nodiscard]] libusb_context* context() const { return context_; }
    [[nodiscard]] Loop& loop() const { return loop_; }

private:
    explicit UsbLoop(Loop& loop);
    void watch(int fd, short events);
    void unwatch(int fd);
    void handle();

    using Notifiers = std::vector<std::unique_ptr<QSocketNotifier>>;
    Loop& loop_;
    libusb_context* context_ = nullptr;
    std::map<int, Notifiers> watched_;
    // libusb drops a descriptor from inside the notifier that woke it: deleted at the next event.
    Notifiers dropped_;
};

// What a libusb error code means to us and to a person.
Error usb_error(int code);

}  // namespace banc
