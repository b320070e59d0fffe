// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/hub_find.h"

#include <fmt/format.h>
#include <libusb-1.0/libusb.h>

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kDeadline = 1s;    // a control transfer takes milliseconds
constexpr int kBosSince = 0x0201;  // bcdUSB of the first devices with a BOS descriptor

Error readable(Error error, const HubModel& model) {
    if (error.code != Errc::environment) return error;
    const auto line = hub_udev_line(model);
    error.remedy = text("ajouter à /etc/udev/rules.d/60-banc.rules : {}",
                        "add to /etc/udev/rules.d/60-banc.rules: {}", line);
    return error;
}

Task<Result<std::string>> ask_container(UsbDevice& device) {
    Result<Bytes> header = co_await device.control(ask_bos(kBosHeader), kDeadline);
    if (!header && header.error().code == Errc::refused) co_return std::string();  // has none
    if (!header) co_return tl::unexpected<Error>(header.error());
    const auto length = bos_length(*header);
    if (!length) co_return tl::unexpected<Error>(length.error());
    Result<Bytes> bos = co_await device.control(ask_bos(*length), kDeadline);
    if (!bos) co_return tl::unexpected<Error>(bos.error());
    co_return container_id(*bos);
}

// Fills in what the hub says of itself.
Task<Result<void>> ask_hub(FoundHub& hub, int bcd_usb) {
    const auto request = ask_hub_descriptor(hub.half.speed);
    Result<Bytes> descriptor = co_await hub.device->control(request, kDeadline);
    if (!descriptor) co_return tl::unexpected<Error>(descriptor.error());
    auto facts = parse_hub_descriptor(*descriptor, hub.half.speed);
    if (!facts) co_return tl::unexpected<Error>(facts.error());
    hub.facts = std::move(*facts);
    hub.half.ports = hub.facts.ports;
    if (bcd_usb < kBosSince) co_return Result<void>();
    Result<std::string> container = co_await ask_container(*hub.device);
    if (!container) co_return tl::unexpected<Error>(container.error());
    hub.half.container = *container;
    co_return Result<void>();
}

}  // namespace

std::string hub_udev_line(const HubModel& model) {
    return fmt::format(
        "SUBSYSTEM==\"usb\", ENV{{DEVTYPE}}==\"usb_device\", ATTR{{idVendor}}==\"{:04x}\", "
        "ATTR{{idProduct}}==\"{:04x}\", MODE=\"0660\", GROUP=\"plugdev\", TAG+=\"uaccess\"",
        model.vendor, model.product);
}

Task<Result<std::vector<FoundHub>>> find_hubs(UsbLoop& usb) {
    const auto plugged = plugged_usb(usb);
    if (!plugged) co_return tl::unexpected<Error>(plugged.error());
    std::vector<FoundHub> found;
    for (const auto& device : *plugged) {
        libusb_device_descriptor d{};
        if (libusb_get_device_descriptor(device.device.get(), &d) != 0 ||
            d.bDeviceClass != LIBUSB_CLASS_HUB)
            continue;
        HubHalf half{device.path(), {d.idVendor, d.idProduct, d.bcdDevice}, hub_speed(d.bcdUSB)};
        half.serial = usb_attribute(half.path, "serial");
        half.read = false;
        auto& hub = found.emplace_back(FoundHub{std::move(half)});
        auto opened = UsbDevice::open(usb, device, UsbClaim::none);
        if (!opened) {
            hub.unread = readable(std::move(opened.error()), hub.half.model);
            continue;
        }
        hub.device = std::move(*opened);
        Result<void> asked = co_await ask_hub(hub, d.bcdUSB);
        hub.half.read = asked.has_value();
        if (!asked) hub.unread = std::move(asked.error()).within(device.port);
    }
    co_return found;
}

}  // namespace banc
