// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/survey.h"

#include <dirent.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <climits>
#include <fstream>
#include <memory>

namespace banc {
namespace {

constexpr std::string_view kHubClass = "09";

// Names in a folder, sorted; none when it is not there. opendir and not std::filesystem: the mock
// bus of the tests answers the former.
std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> names;
    const std::unique_ptr<DIR, int (*)(DIR*)> open(::opendir(folder.c_str()), ::closedir);
    if (!open) return names;
    while (const auto* entry = ::readdir(open.get()))
        if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
    std::ranges::sort(names);
    return names;
}

std::string attribute(const std::string& folder, const char* name) {
    std::ifstream file(folder + "/" + name);
    std::string value;
    std::getline(file, value);
    return value;
}

unsigned number(const std::string& digits, int base) {
    unsigned value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    return value;
}

// "1-4.2" names a device; "usb1" a root hub, "1-4.2:1.0" an interface.
bool is_device(std::string_view name) {
    return name.find('-') != std::string_view::npos && !name.empty() && name.front() >= '0' &&
           name.front() <= '9' && name.find_first_not_of("0123456789-.") == std::string_view::npos;
}

DeviceNode node(const std::string& root, std::string path) {
    const bool permitted = ::access((root + path).c_str(), R_OK | W_OK) == 0;
    return {std::move(path), permitted};
}

// …/usb1/1-4/1-4.2/1-4.2:1.0/ttyUSB0/tty/ttyUSB0: the last device on the way.
std::string port_of_tty(const std::string& link) {
    std::array<char, PATH_MAX> target{};
    const auto length = ::readlink(link.c_str(), target.data(), target.size());
    std::string_view way(target.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
    while (!way.empty()) {
        const auto slash = way.rfind('/');
        const auto name = slash == std::string_view::npos ? way : way.substr(slash + 1);
        if (is_device(name)) return "usb:" + std::string(name);
        way = slash == std::string_view::npos ? "" : way.substr(0, slash);
    }
    return "";
}

Plugged read_device(const std::string& root, const std::string& name) {
    const auto folder = root + "/sys/bus/usb/devices/" + name;
    const auto id = [&](const char* key) {
        return static_cast<std::uint16_t>(number(attribute(folder, key), 16));
    };
    Plugged plugged;
    plugged.port = "usb:" + name;
    plugged.usb = {id("idVendor"), id("idProduct"), attribute(folder, "manufacturer"),
                   attribute(folder, "product")};
    plugged.serial = attribute(folder, "serial");
    plugged.node =
        node(root, fmt::format("/dev/bus/usb/{:03}/{:03}", number(attribute(folder, "busnum"), 10),
                               number(attribute(folder, "devnum"), 10)));
    return plugged;
}

}  // namespace

Survey survey_usb(const std::string& root) {
    Survey survey;
    const auto devices = root + "/sys/bus/usb/devices";
    for (const auto& name : names_in(devices))
        if (is_device(name) && attribute(devices + "/" + name, "bDeviceClass") != kHubClass)
            survey.push_back(read_device(root, name));
    const auto ttys = root + "/sys/class/tty";
    for (const auto& name : names_in(ttys)) {
        if (!name.starts_with("ttyUSB") && !name.starts_with("ttyACM")) continue;
        const auto port = port_of_tty(ttys + "/" + name);
        const auto owner = std::ranges::find(survey, port, &Plugged::port);
        if (owner != survey.end()) owner->ttys.push_back(node(root, "/dev/" + name));
    }
    return survey;
}

Result<std::string> tty_at(const Survey& survey, const std::string& place) {
    if (!place.starts_with("usb:")) return place;
    const auto there = std::ranges::find(survey, place, &Plugged::port);
    if (there == survey.end())
        return fail(Errc::disconnected,
                    text("rien n'est branché en {}", "nothing is plugged in at {}", place),
                    text("vérifier le câble, puis : banc devices",
                         "check the cable, then: banc devices"));
    if (there->ttys.size() == 1) return there->ttys.front().path;
    return fail(Errc::invalid,
                text("{} a {} ports série, il en faut un", "{} has {} serial ports, one is needed",
                     place, there->ttys.size()),
                text("écrire le chemin du port : /dev/ttyUSB0",
                     "write the path of the port: /dev/ttyUSB0"));
}

// A name such as /dev/serial/by-id/… is a link to one of them.
std::string adapter_at(const Survey& survey, const std::string& tty) {
    std::array<char, PATH_MAX> target{};
    const auto length = ::readlink(tty.c_str(), target.data(), target.size());
    const std::string name(length > 0 ? target.data() : tty.c_str(),
                           length > 0 ? static_cast<std::size_t>(length) : tty.size());
    const auto path = "/dev/" + name.substr(name.rfind('/') + 1);
    for (const auto& plugged : survey)
        for (const auto& port : plugged.ttys)
            if (port.path == path || port.path == tty)
                return fmt::format("{:04x}:{:04x} {}", plugged.usb.vendor, plugged.usb.product,
                                   plugged.serial.empty() ? plugged.port : plugged.serial);
    return "";
}

}  // namespace banc
