// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/hub_find.h"

#include <fmt/format.h>
#include <libusb-1.0/libusb.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr int kTiersMax = 7;       // USB 2.0 §4.1.1: ports from the root to a device
constexpr Nanos kDeadline = 1s;    // a control transfer takes milliseconds
constexpr int kBosSince = 0x0201;  // bcdUSB of the first devices with a BOS descriptor

std::string kernel_path(libusb_device* device) {
    std::array<std::uint8_t, kTiersMax> ports{};
    const int tiers = libusb_get_port_numbers(device, ports.data(), kTiersMax);
    const int bus = libusb_get_bus_number(device);
    if (tiers <= 0) return fmt::format("usb{}", bus);
    std::string path;
    for (int tier = 0; tier < tiers; ++tier)
        path += fmt::format("{}{}", tier == 0 ? "" : ".", ports.at(static_cast<std::size_t>(tier)));
    return fmt::format("{}-{}", bus, path);
}

class DeviceList {
public:
    explicit DeviceList(UsbLoop& usb) : count_(libusb_get_device_list(usb.context(), &list_)) {}
    ~DeviceList() {
        if (count_ >= 0) libusb_free_device_list(list_, 1);
    }
    DeviceList(const DeviceList&) = delete;
    DeviceList& operator=(const DeviceList&) = delete;
    [[nodiscard]] int failed() const { return count_ < 0 ? static_cast<int>(count_) : 0; }
    [[nodiscard]] std::span<libusb_device*> all() const {
        return {list_, count_ < 0 ? 0 : static_cast<std::size_t>(count_)};
    }

private:
    libusb_device** list_ = nullptr;
    ssize_t count_;
};

UsbDevice keep(libusb_device* device) { return {libusb_ref_device(device), libusb_unref_device}; }

Error readable(Error error, const HubModel& model) {
    if (error.code != Errc::environment) return error;
    const auto line = hub_udev_line(model);
    error.remedy = text("ajouter à /etc/udev/rules.d/60-banc.rules : {}",
                        "add to /etc/udev/rules.d/60-banc.rules: {}", line);
    return error;
}

Task<Result<std::string>> ask_container(UsbControl& control) {
    Result<Bytes> header = co_await control.transfer(ask_bos(kBosHeader), kDeadline);
    if (!header && header.error().code == Errc::refused) co_return std::string();  // has none
    if (!header) co_return tl::unexpected<Error>(header.error());
    const auto length = bos_length(*header);
    if (!length) co_return tl::unexpected<Error>(length.error());
    Result<Bytes> bos = co_await control.transfer(ask_bos(*length), kDeadline);
    if (!bos) co_return tl::unexpected<Error>(bos.error());
    co_return container_id(*bos);
}

// Fills in what the hub says of itself.
Task<Result<void>> ask_hub(FoundHub& hub, int bcd_usb) {
    const auto request = ask_hub_descriptor(hub.half.speed);
    Result<Bytes> descriptor = co_await hub.control->transfer(request, kDeadline);
    if (!descriptor) co_return tl::unexpected<Error>(descriptor.error());
    auto facts = parse_hub_descriptor(*descriptor, hub.half.speed);
    if (!facts) co_return tl::unexpected<Error>(facts.error());
    hub.facts = std::move(*facts);
    hub.half.ports = hub.facts.ports;
    if (bcd_usb < kBosSince) co_return Result<void>();
    Result<std::string> container = co_await ask_container(*hub.control);
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

std::string usb_attribute(const std::string& path, const std::string& name) {
    std::ifstream file(fmt::format("/sys/bus/usb/devices/{}/{}", path, name));
    std::string value;
    std::getline(file, value);
    return value;
}

UsbDevice find_device(UsbLoop& usb, const std::string& path) {
    const DeviceList list(usb);
    for (auto* device : list.all())
        if (kernel_path(device) == path) return keep(device);
    return {nullptr, libusb_unref_device};
}

Task<Result<std::vector<FoundHub>>> find_hubs(UsbLoop& usb) {
    std::vector<FoundHub> found;
    std::vector<int> versions;
    {
        const DeviceList list(usb);
        if (list.failed() != 0) co_return tl::unexpected<Error>(usb_error(list.failed()));
        for (auto* device : list.all()) {
            libusb_device_descriptor d{};
            if (libusb_get_device_descriptor(device, &d) != 0 || d.bDeviceClass != LIBUSB_CLASS_HUB)
                continue;
            HubHalf half{kernel_path(device),
                         {d.idVendor, d.idProduct, d.bcdDevice},
                         hub_speed(d.bcdUSB)};
            half.serial = usb_attribute(half.path, "serial");
            found.push_back({std::move(half), {}, keep(device)});
            versions.push_back(d.bcdUSB);
        }
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        auto& hub = found[i];
        auto opened = UsbControl::open(usb, hub.device.get(), "usb:" + hub.half.path);
        Result<void> asked = tl::unexpected<Error>(Error{});
        if (opened) hub.control = std::move(*opened);
        if (hub.control) {
            Result<void> answered = co_await ask_hub(hub, versions[i]);
            asked = std::move(answered);
        } else {
            asked = tl::unexpected<Error>(readable(opened.error(), hub.half.model));
        }
        hub.half.read = asked.has_value();
        if (!asked) hub.unread = asked.error();
    }
    std::ranges::sort(found, {}, [](const FoundHub& hub) { return hub.half.path; });
    co_return found;
}

}  // namespace banc
