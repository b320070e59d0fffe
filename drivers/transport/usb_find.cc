// SPDX-License-Identifier: EUPL-1.2
// Finding boards by what cannot be swapped. The strings are the ones the kernel read when the
// device was plugged in: reading them takes no permission, no transfer and no time.
#include "drivers/transport/usb_find.h"

#include <fmt/format.h>
#include <libusb-1.0/libusb.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <span>
#include <string_view>

namespace banc {
namespace {

constexpr std::string_view kScheme = "usb:";
constexpr int kTiersMax = 7;  // USB 2.0 §4.1.1: ports from the root to a device

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

// A string that boards.yaml leaves empty is not compared.
bool says(const std::string& path, const char* name, const std::string& wanted) {
    return wanted.empty() || usb_attribute(path, name) == wanted;
}

bool matches(const UsbFound& plugged, const UsbProduct& wanted) {
    const auto path = plugged.path();
    libusb_device_descriptor descriptor{};
    return libusb_get_device_descriptor(plugged.device.get(), &descriptor) == 0 &&
           descriptor.idVendor == wanted.vendor && descriptor.idProduct == wanted.product &&
           says(path, "manufacturer", wanted.manufacturer) && says(path, "product", wanted.name);
}

}  // namespace

std::string UsbFound::path() const { return port.substr(kScheme.size()); }

std::string usb_attribute(const std::string& path, const std::string& name) {
    std::ifstream file(fmt::format("/sys/bus/usb/devices/{}/{}", path, name));
    std::string value;
    std::getline(file, value);
    return value;
}

Result<std::vector<UsbFound>> plugged_usb(UsbLoop& usb) {
    libusb_device** list = nullptr;
    const auto count = libusb_get_device_list(usb.context(), &list);
    if (count < 0) return tl::unexpected<Error>(usb_error(static_cast<int>(count)));
    std::vector<UsbFound> found;
    for (auto* device : std::span(list, static_cast<std::size_t>(count)))
        found.push_back({fmt::format("{}{}", kScheme, kernel_path(device)),
                         {libusb_ref_device(device), libusb_unref_device}});
    libusb_free_device_list(list, 1);
    std::ranges::sort(found, {}, &UsbFound::port);
    return found;
}

Result<std::vector<UsbFound>> find_usb(UsbLoop& usb, const UsbProduct& wanted) {
    auto found = plugged_usb(usb);
    if (found)
        std::erase_if(*found, [&](const auto& plugged) { return !matches(plugged, wanted); });
    return found;
}

}  // namespace banc
