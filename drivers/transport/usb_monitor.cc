// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/usb_monitor.h"

#include <libudev.h>

#include <cerrno>
#include <string_view>

#include "drivers/console/utf8.h"
#include "drivers/transport/survey.h"

namespace banc {
namespace {

// PRODUCT=951/1666/100, in a uevent: vendor, product and release, without leading zeros.
std::string four_digits(std::string_view hex) {
    return hex.size() >= 4 ? std::string(hex) : std::string(4 - hex.size(), '0').append(hex);
}

AgentRow row_of(const Plugged& plugged) {
    AgentRow row{{"port", plugged.port},
                 {"vendor", fmt::format("{:04x}", plugged.usb.vendor)},
                 {"product", fmt::format("{:04x}", plugged.usb.product)}};
    if (!plugged.usb.name.empty()) row["name"] = plain(as_utf8(plugged.usb.name));
    if (!plugged.serial.empty()) row["serial"] = plain(as_utf8(plugged.serial));
    return row;
}

// What the kernel's message holds of a device that was gone before anybody could read it.
AgentRow row_of(const std::string& port, std::string_view product) {
    AgentRow row{{"port", port}};
    const auto first = product.find('/');
    if (first == product.npos) return row;
    const auto second = product.find('/', first + 1);
    row["vendor"] = four_digits(product.substr(0, first));
    row["product"] = four_digits(product.substr(first + 1, second - first - 1));
    return row;
}

std::string_view property(udev_device* device, const char* key) {
    const char* value = udev_device_get_property_value(device, key);
    return value == nullptr ? "" : value;
}

Error no_news() {
    return {Errc::environment,
            {"l'USB du banc ne peut pas être suivi", "the bench's USB can't be followed"},
            {"lancer banc sur le contrôleur lui-même, hors conteneur",
             "run banc on the controller itself, outside any container"},
            {}};
}

}  // namespace

void UsbMonitor::Unref::operator()(udev* context) const { udev_unref(context); }
void UsbMonitor::Unref::operator()(udev_device* device) const { udev_device_unref(device); }
void UsbMonitor::Unref::operator()(udev_monitor* monitor) const { udev_monitor_unref(monitor); }

Result<std::unique_ptr<UsbBus>> UsbMonitor::open(Loop& loop) {
    std::unique_ptr<udev, Unref> context(udev_new());
    if (!context) return tl::unexpected<Error>(no_news());
    std::unique_ptr<udev_monitor, Unref> monitor(
        udev_monitor_new_from_netlink(context.get(), "kernel"));
    const bool ready =
        monitor &&
        udev_monitor_filter_add_match_subsystem_devtype(monitor.get(), "usb", "usb_device") >= 0 &&
        udev_monitor_enable_receiving(monitor.get()) >= 0;
    if (!ready) return tl::unexpected<Error>(no_news());
    return std::unique_ptr<UsbBus>(new UsbMonitor(loop, std::move(context), std::move(monitor)));
}

UsbMonitor::UsbMonitor(Loop& loop, std::unique_ptr<udev, Unref> context,
                       std::unique_ptr<udev_monitor, Unref> monitor)
    : loop_(loop),
      context_(std::move(context)),
      monitor_(std::move(monitor)),
      known_(rows_now()),
      readable_(udev_monitor_get_fd(monitor_.get()), QSocketNotifier::Read) {
    QObject::connect(&readable_, &QSocketNotifier::activated, &readable_, [this] { drain(); });
}

UsbMonitor::Rows UsbMonitor::rows_now() {
    Rows rows;
    for (const auto& plugged : survey_usb()) rows[plugged.port] = row_of(plugged);
    return rows;
}

std::vector<AgentRow> UsbMonitor::plugged() {
    drain();  // a look must not overtake the news of what it sees
    const auto now = rows_now();
    // Once is a message on its way; twice the same is one that never came.
    const bool missed = now != known_ && unannounced_ == now;
    unannounced_.reset();
    if (missed) {
        known_ = now;
        miss();
    } else if (now != known_) {
        unannounced_ = now;
    }
    std::vector<AgentRow> rows;
    for (const auto& [port, row] : now) rows.push_back(row);
    return rows;
}

void UsbMonitor::drain() {
    while (true) {
        errno = 0;
        const std::unique_ptr<udev_device, Unref> device(
            udev_monitor_receive_device(monitor_.get()));
        if (device) {
            heard(device.get());
            continue;
        }
        if (errno == EAGAIN || errno == 0) return;
        miss();
        if (errno == ENOBUFS) continue;  // the kernel dropped some; the next ones come
        alive_ = false;
        readable_.setEnabled(false);
        return;
    }
}

void UsbMonitor::heard(udev_device* device) {
    const std::string_view action = udev_device_get_action(device);
    const auto port = std::string("usb:") + udev_device_get_sysname(device);
    const bool hub = property(device, "TYPE").starts_with("9/");
    if (action == "add" && !hub) {
        const auto now = rows_now();
        const auto there = now.find(port);
        known_[port] =
            there == now.end() ? row_of(port, property(device, "PRODUCT")) : there->second;
        tell(UsbMove::added, known_[port]);
    }
    if (action != "remove" || hub) return;
    const auto left = known_.extract(port);
    tell(UsbMove::removed,
         left.empty() ? row_of(port, property(device, "PRODUCT")) : left.mapped());
}

void UsbMonitor::tell(UsbMove move, const AgentRow& row) {
    if (listener_.moved) listener_.moved(move, row, loop_.now());
}

void UsbMonitor::miss() {
    if (listener_.missed) listener_.missed();
}

}  // namespace banc
