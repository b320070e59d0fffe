// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/plugged_disk.h"

#include <libudev.h>

#include <memory>
#include <string_view>

namespace banc {
namespace {

constexpr std::string_view kUsb = "usb:";

struct Unref {
    void operator()(udev* context) const { udev_unref(context); }
    void operator()(udev_enumerate* all) const { udev_enumerate_unref(all); }
    void operator()(udev_device* device) const { udev_device_unref(device); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

std::string_view words(const char* value) { return value == nullptr ? "" : value; }

bool stands_at(udev_device* disk, const std::string& place) {
    if (!place.starts_with(kUsb))
        return words(udev_device_get_property_value(disk, "ID_SERIAL_SHORT")) == place;
    auto* usb = udev_device_get_parent_with_subsystem_devtype(disk, "usb", "usb_device");
    return usb != nullptr && words(udev_device_get_sysname(usb)) == place.substr(kUsb.size());
}

// Loop devices, RAM disks and empty card readers aside.
bool is_disk(udev_device* disk) {
    return words(udev_device_get_devtype(disk)) == "disk" && udev_device_get_devnode(disk) &&
           words(udev_device_get_sysattr_value(disk, "size")) != "0";
}

// udevd asks a disk for its number, which the kernel does not know, and keeps it.
bool nameless(udev_device* disk, const std::string& place) {
    return !place.starts_with(kUsb) && udev_device_get_is_initialized(disk) == 0 &&
           udev_device_get_property_value(disk, "ID_SERIAL_SHORT") == nullptr;
}

tl::unexpected<Error> unnamed(const std::string& disk) {
    return fail(Errc::environment,
                text("personne ne sait encore quel disque est {}",
                     "nobody knows yet which disk {} is", disk),
                text("démarrez systemd-udevd, ou nommez le disque par son port USB",
                     "start systemd-udevd, or name the disk by its USB port"));
}

tl::unexpected<Error> moved(const std::string& place) {
    return fail(Errc::disconnected, text("{} a été débranché pendant qu'on le lisait",
                                         "{} was unplugged while it was read", place));
}

}  // namespace

Result<std::string> disk_device(const std::string& place) {
    const Owned<udev> context(udev_new());
    const Owned<udev_enumerate> all(udev_enumerate_new(context.get()));
    udev_enumerate_add_match_subsystem(all.get(), "block");
    if (!all || udev_enumerate_scan_devices(all.get()) < 0)
        return fail(Errc::environment, {"les disques branchés ne se laissent pas énumérer",
                                        "the disks that are plugged in can't be listed"});
    std::string found;
    std::string unknown;
    for (auto* at = udev_enumerate_get_list_entry(all.get()); at != nullptr;
         at = udev_list_entry_get_next(at)) {
        const Owned<udev_device> disk(
            udev_device_new_from_syspath(context.get(), udev_list_entry_get_name(at)));
        if (!disk || !is_disk(disk.get())) continue;
        if (nameless(disk.get(), place)) unknown = udev_device_get_devnode(disk.get());
        if (!stands_at(disk.get(), place)) continue;
        if (!found.empty())
            return fail(Errc::invalid,
                        text("plusieurs disques en {}", "several disks at {}", place),
                        text("nommez le disque par son numéro de série, ou n'en laissez qu'un",
                             "name the disk by its serial number, or leave only one there"));
        found = udev_device_get_devnode(disk.get());
    }
    if (found.empty() && !unknown.empty()) return unnamed(unknown);
    return found;
}

Task<Result<std::optional<DiskHealth>>> PluggedDisk::sample(Nanos deadline) {
    auto device = disk_device(config_.at);
    if (!device) co_return tl::unexpected(device.error());
    if (device->empty()) co_return std::optional<DiskHealth>{};
    SmartWorker::Question question{*device, Wake::no, deadline};
    auto pages = co_await worker_.sample(std::move(question));
    if (!pages) co_return tl::unexpected(pages.error());
    // A disk that hung may have been pulled meanwhile, and another one have got its name.
    const auto still = disk_device(config_.at);
    if (!still) co_return tl::unexpected(still.error());
    if (*still != *device) co_return moved(config_.at);
    co_return std::optional(health_of(*pages));
}

}  // namespace banc
