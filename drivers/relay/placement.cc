// SPDX-License-Identifier: EUPL-1.2
// From one board of bench.yaml to the one device it names, or to why there is none.
#include <fmt/format.h>

#include <algorithm>

#include "drivers/relay/identity.h"

namespace banc {
namespace {

using Devices = std::vector<const Device*>;

std::string number_of(const Device& device, const Serials& serials) {
    const auto asked = serials.find(device.plugged.port);
    return asked == serials.end() ? device.plugged.serial : asked->second;
}

// "usb:1-4 PC01A, usb:1-5": what a person compares with the label on the board.
std::string list(const Devices& devices, const Serials& serials) {
    std::string seen;
    for (const auto* device : devices) {
        const auto number = number_of(*device, serials);
        seen += (seen.empty() ? "" : ", ") + device->plugged.port;
        if (!number.empty()) seen += " " + number;
    }
    return seen.empty() ? "-" : seen;
}

std::vector<std::string> ports_of(const Devices& devices) {
    std::vector<std::string> ports;
    for (const auto* device : devices) ports.push_back(device->plugged.port);
    return ports;
}

bool is(const Device& device, const std::string& model) {
    return std::ranges::count(device.models, model) != 0;
}

Placement missing(const std::string& wanted, const std::string& seen) {
    return {Found::missing,
            {},
            "",
            text("« {} » n'est pas branchée ; vues : {}", "\"{}\" is not plugged in; seen: {}",
                 wanted, seen),
            text("vérifier le câble, puis : banc devices", "check the cable, then: banc devices")};
}

// What stands at one place is this model, can be told, and may be opened.
Placement judge(const Device& device, const BoardConfig& config, const BoardProduct& product) {
    const auto& plugged = device.plugged;
    if (!is(device, config.model))
        return {Found::other,
                {plugged.port},
                "",
                text("en {} se trouve {:04x}:{:04x} « {} », pas « {} »",
                     "at {} stands {:04x}:{:04x} \"{}\", not \"{}\"", config.at.serial,
                     plugged.usb.vendor, plugged.usb.product, plugged.usb.name, config.model),
                text("corriger bench.yaml, ou le branchement", "correct bench.yaml, or the plug")};
    switch (device.standing) {
        case Standing::matched:
        case Standing::unverified: break;
        case Standing::no_permission:
            return {Found::no_permission, {plugged.port}, "", device.why, device.remedy};
        case Standing::ambiguous:
        case Standing::place_only:
        case Standing::unknown:
            return {Found::ambiguous, {plugged.port}, "", device.why, device.remedy};
    }
    if (product.cable != BoardCable::serial) return {Found::found, {plugged.port}, "", {}, {}};
    if (by_tty(config)) return {Found::found, {plugged.port}, config.at.serial, {}, {}};
    if (plugged.ttys.size() == 1)
        return {Found::found, {plugged.port}, plugged.ttys.front().path, {}, {}};
    return {Found::ambiguous,
            {plugged.port},
            "",
            text("{} a plusieurs ports série", "{} has several serial ports", plugged.port),
            text("écrire le chemin du port dans bench.yaml : {} ou suivant",
                 "write the path of the port in bench.yaml: {} or a next one",
                 plugged.ttys.front().path)};
}

// A serial port of the mainboard has no identity: only a board that no USB id could tell may be
// named there.
Placement on_plain_tty(const BoardConfig& config, const BoardProduct& product) {
    const auto& path = config.at.serial;
    if (product.cable == BoardCable::serial && product.usb.vendor == 0)
        return {Found::found, {path}, path, {}, {}};
    return {Found::other,
            {path},
            "",
            text("{} n'est pas le port d'une carte {:04x}:{:04x}",
                 "{} is not the port of a {:04x}:{:04x} board", path, product.usb.vendor,
                 product.usb.product),
            text("donner le port USB qu'affiche banc devices",
                 "give the USB port that banc devices shows")};
}

Placement at_place(const BoardConfig& config, const BoardProduct& product,
                   const std::vector<Device>& devices) {
    const auto& at = config.at.serial;
    const auto there = std::ranges::find_if(devices, [&](const Device& device) {
        return device.plugged.port == at ||
               std::ranges::find(device.plugged.ttys, at, &DeviceNode::path) !=
                   device.plugged.ttys.end();
    });
    if (there != devices.end()) return judge(*there, config, product);
    if (by_tty(config)) return on_plain_tty(config, product);
    Devices alike;
    for (const auto& device : devices)
        if (is(device, config.model)) alike.push_back(&device);
    return missing(at, list(alike, {}));
}

Placement by_number(const BoardConfig& config, const BoardProduct& product,
                    const std::vector<Device>& devices, const Serials& serials) {
    const auto& wanted = config.at.serial;
    if (product.recognised == Recognised::by_place)
        return {Found::ambiguous,
                {},
                "",
                text("« {} » ne dit rien d'elle-même : un numéro ne la désigne pas",
                     "\"{}\" says nothing of itself: a number does not name it", config.model),
                text("écrire son port dans bench.yaml : usb:1-4",
                     "write its port in bench.yaml: usb:1-4")};
    Devices alike;
    Devices fitting;
    for (const auto& device : devices) {
        if (!is(device, config.model)) continue;
        alike.push_back(&device);
        if (number_of(device, serials) == wanted) fitting.push_back(&device);
    }
    if (fitting.size() == 1) return judge(*fitting.front(), config, product);
    if (fitting.size() > 1)
        return {Found::duplicate_serial, ports_of(fitting), "",
                text("« {} » désigne plusieurs cartes : {}", "\"{}\" names several boards: {}",
                     wanted, list(fitting, serials)),
                text("donner le port au lieu du numéro", "give the port instead of the serial")};
    for (const auto* device : alike)
        if (device->standing == Standing::no_permission)
            return {Found::no_permission, ports_of(alike), "", device->why, device->remedy};
    return missing(wanted, list(alike, serials));
}

}  // namespace

Placement place_board(const BoardConfig& config, const BoardProduct& product,
                      const std::vector<Device>& devices, const Serials& serials) {
    if (by_port(config) || by_tty(config)) return at_place(config, product, devices);
    return by_number(config, product, devices, serials);
}

std::string_view word(Found found) {
    switch (found) {
        case Found::found: return "found";
        case Found::missing: return "missing";
        case Found::ambiguous: return "ambiguous";
        case Found::duplicate_serial: return "duplicate_serial";
        case Found::other: return "other";
        case Found::no_permission: return "no_permission";
    }
    return "?";
}

}  // namespace banc
