// SPDX-License-Identifier: EUPL-1.2
// libusb on the Qt loop: its events are handled when one of its descriptors has something, all of
// them at once, and never waited for.
#pragma once

#include <memory>

#include "bench/core/error.h"
#include "bench/core/loop.h"

struct libusb_context;
class QSocketNotifier;

namespace banc {

// Outlives every device opened on it. Lives in the thread of its Loop.
class UsbLoop {
public:
    static Result<std::unique_ptr<UsbLoop>> start(Loop& loop);
    // The one kept there, started by the first who needs it.
    static Result<UsbLoop*> kept(std::unique_ptr<UsbLoop>& there, Loop& loop);
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

    Loop& loop_;
    libusb_context* context_ = nullptr;
    // An epoll descriptor over libusb's: one wake-up however many boards have something, and none
    // that is still on its way when libusb drops a descriptor.
    int watched_ = -1;
    std::unique_ptr<QSocketNotifier> awake_;
};

// What a libusb error code means to us and to a person.
Error usb_error(int code);

}  // namespace banc
