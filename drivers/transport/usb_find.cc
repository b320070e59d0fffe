// SPDX-License-Identifier: EUPL-1.2
// Finding boards by what cannot be swapped. The strings are the ones the kernel read when the
// device was plugged in: reading them takes no permission, no transfer and no time.
#include "drivers/transport/usb_find.h"

#include <fmt/format.h>
#include <libusb-1.0/libusb.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace banc {
namespace {

constexpr int kTiersMax = 7;  // USB 2.0 §4.1.1: ports from the root to a device

// "1-4.2" as the kernel names it; empty for a root hub.
std::string port_path(libusb_device* device) {
    std::array<std::uint8_t, kTiersMax> ports{};
    const int tiers = libusb_get_port_numbers(device, ports.data(), kTiersMax);
    std::string path;
    for (int tier = 0; tier < tiers; ++tier)
        path += fmt::format("{}{}", tier == 0 ? "" : ".", ports.at(static_cast<std::size_t>(tier)));
    return path.empty() ? path : fmt::format("{}-{}", libusb_get_bus_number(device), path);
}

std::string attribute(const std::string& path, const char* name) {
    std::ifstream file(fmt::format("/sys/bus/usb/devices/{}/{}", path, name));
    std::string value;
    std::getline(file, value);
    return value;
}

// A string that boards.yaml leaves empty is not compared.
bool says(const std::string& path, const char* name, const std::string& wanted) {
    return wanted.empty() || attribute(path, name) == wanted;
}

bool matches(libusb_device* device, const std::string& path, const UsbProduct& wanted) {
    libusb_device_descriptor descriptor{};
    return libusb_get_device_descriptor(device, &descriptor) == 0 &&
           descriptor.idVendor == wanted.vendor && descriptor.idProduct == wanted.product &&
           says(path, "manufacturer", wanted.manufacturer) && says(path, "product", wanted.name);
}

}  // namespace

Result<std::vector<UsbFound>> find_usb(UsbLoop& usb, const UsbProduct& wanted) {
    libusb_device** list = nullptr;
    const auto count = libusb_get_device_list(usb.context(), &list);
    if (count < 0) return tl::unexpected<Error>(usb_error(static_cast<int>(count)));
    std::vector<UsbFound> found;
    for (auto** at = list; *at != nullptr; ++at) {
        const auto path = port_path(*at);
        if (path.empty() || !matches(*at, path, wanted)) continue;
        found.push_back({"usb:" + path, {libusb_ref_device(*at), libusb_unref_device}});
    }
    libusb_free_device_list(list, 1);
    std::ranges::sort(found, {}, &UsbFound::port);
    return found;
}

}  // namespace banc
