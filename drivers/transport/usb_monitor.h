// SPDX-License-Identifier: EUPL-1.2
// The controller's USB by libudev, on the loop. The kernel's own news and not udevd's: they come
// where no udevd runs too, and before any rule has run.
#pragma once

#include <QSocketNotifier>
#include <map>
#include <memory>
#include <optional>

#include "drivers/transport/usb_bus.h"

struct udev;
struct udev_device;
struct udev_monitor;

namespace banc {

class UsbMonitor final : public UsbBus {
public:
    // Errors: environment.
    static Result<std::unique_ptr<UsbBus>> open(Loop& loop);

    void listen(Listener listener) override { listener_ = std::move(listener); }
    // Also notices what came or went without news: then those were missed.
    std::vector<AgentRow> plugged() override;
    [[nodiscard]] bool alive() const override { return alive_; }

private:
    struct Unref {
        void operator()(udev* context) const;
        void operator()(udev_device* device) const;
        void operator()(udev_monitor* monitor) const;
    };
    using Rows = std::map<std::string, AgentRow>;  // by port

    UsbMonitor(Loop& loop, std::unique_ptr<udev, Unref> context,
               std::unique_ptr<udev_monitor, Unref> monitor);
    static Rows rows_now();
    void drain();
    void heard(udev_device* device);
    void tell(UsbMove move, const AgentRow& row);
    void miss();

    Loop& loop_;
    std::unique_ptr<udev, Unref> context_;
    std::unique_ptr<udev_monitor, Unref> monitor_;
    Rows known_;  // by what the news said: a device that is gone tells nothing any more
    std::optional<Rows> unannounced_;  // what the last look saw, when it differed from known_
    bool alive_ = true;
    Listener listener_;
    QSocketNotifier readable_;  // after what it reads
};

}  // namespace banc
