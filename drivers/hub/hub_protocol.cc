// SPDX-License-Identifier: EUPL-1.2
#include "drivers/hub/hub_protocol.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace banc {
namespace {

constexpr std::uint8_t kHubClassIn = 0xa0, kPortClassIn = 0xa3, kPortClassOut = 0x23;
constexpr std::uint8_t kStandardIn = 0x80;
constexpr std::uint8_t kGetStatus = 0, kClearFeature = 1, kSetFeature = 3, kGetDescriptor = 6;
constexpr std::uint16_t kPortPower = 8;
constexpr std::uint8_t kHub2 = 0x29, kHub3 = 0x2a, kBos = 0x0f;
constexpr std::uint8_t kCapability = 0x10, kContainer = 4;
constexpr std::size_t kContainerSize = 20, kContainerAt = 4;
// USB 2: 7 bytes and two bitmaps of up to 32. SuperSpeed: always 12, at most 15 ports.
constexpr std::size_t kHub2Least = 9, kHub2Most = 71, kHub3Size = 12, kHub3Removable = 10;
constexpr int kPorts3Most = 15;
constexpr std::uint16_t kBosMost = 1024;

std::uint16_t word(ByteView bytes, std::size_t at) {
    return static_cast<std::uint16_t>(bytes[at] | bytes[at + 1] << 8U);
}

std::uint8_t descriptor_type(HubSpeed speed) {
    return speed == HubSpeed::superspeed ? kHub3 : kHub2;
}

auto nonsense(const char* fr, const char* en) { return fail(Errc::protocol, text(fr, en)); }

PowerSwitching switching(std::uint16_t characteristics) {
    switch (characteristics & 3U) {
        case 0: return PowerSwitching::ganged;
        case 1: return PowerSwitching::per_port;
        default: return PowerSwitching::none;
    }
}

// Bit n of the bitmap for port n; bit 0 means nothing.
std::vector<int> fixed_ports(ByteView bitmap, int ports) {
    std::vector<int> fixed;
    for (int port = 1; port <= ports; ++port) {
        const auto at = static_cast<std::size_t>(port);
        const unsigned byte = at / 8 < bitmap.size() ? bitmap[at / 8] : 0U;
        if ((byte >> at % 8 & 1U) != 0) fixed.push_back(port);
    }
    return fixed;
}

// Says "no switching" or "ganged", and switches: seen by uhubctl's users on the Raspberry Pi 4.
bool known_better(const HubModel& model) {
    return model.vendor == 0x2109 && model.product == 0x3431;
}

}  // namespace

HubSpeed hub_speed(std::uint16_t bcd_usb) {
    return bcd_usb >= 0x0300 ? HubSpeed::superspeed : HubSpeed::usb2;
}

ControlRequest ask_hub_descriptor(HubSpeed speed) {
    const auto value = static_cast<std::uint16_t>(descriptor_type(speed) << 8U);
    const auto length = speed == HubSpeed::superspeed ? kHub3Size : kHub2Most;
    return {kHubClassIn, kGetDescriptor, value, 0, static_cast<std::uint16_t>(length)};
}

ControlRequest ask_port_status(int port) {
    return {kPortClassIn, kGetStatus, 0, static_cast<std::uint16_t>(port), 4};
}

ControlRequest set_port_power(int port, PortPower wanted) {
    const auto what = wanted == PortPower::on ? kSetFeature : kClearFeature;
    return {kPortClassOut, what, kPortPower, static_cast<std::uint16_t>(port), 0};
}

ControlRequest ask_device_status() { return {kStandardIn, kGetStatus, 0, 0, 2}; }

ControlRequest ask_bos(std::uint16_t length) {
    return {kStandardIn, kGetDescriptor, kBos << 8U, 0, length};
}

Result<std::uint16_t> bos_length(ByteView header) {
    if (header.size() < kBosHeader || header[1] != kBos)
        return nonsense("descripteur BOS illisible", "unreadable BOS descriptor");
    const auto length = word(header, 2);
    if (length < kBosHeader || length > kBosMost)
        return nonsense("longueur du descripteur BOS impossible", "impossible BOS length");
    return length;
}

Result<std::string> container_id(ByteView bos) {
    const auto length = bos_length(bos);
    if (!length) return tl::unexpected<Error>(length.error());
    if (*length != bos.size()) return nonsense("descripteur BOS tronqué", "BOS descriptor cut");
    for (std::size_t at = bos[0]; at < bos.size(); at += bos[at]) {
        if (bos[at] < 3 || bos[at] > bos.size() - at)
            return nonsense("descripteur BOS mal découpé", "BOS descriptor misdivided");
        if (bos[at + 1] != kCapability || bos[at + 2] != kContainer) continue;
        if (bos[at] != kContainerSize)
            return nonsense("identité de boîtier mal formée", "malformed container id");
        const auto id = bos.subspan(at + kContainerAt, kContainerSize - kContainerAt);
        const bool zero = std::ranges::all_of(id, [](std::uint8_t b) { return b == 0; });
        return zero ? std::string() : hex(id);
    }
    return std::string();
}

Result<HubFacts> parse_hub_descriptor(ByteView descriptor, HubSpeed speed) {
    const bool super = speed == HubSpeed::superspeed;
    const std::size_t least = super ? kHub3Size : kHub2Least;
    if (descriptor.size() < least || descriptor[0] != descriptor.size() ||
        descriptor[1] != descriptor_type(speed))
        return nonsense("descripteur de concentrateur illisible", "unreadable hub descriptor");
    HubFacts facts;
    facts.ports = descriptor[2];
    if (facts.ports == 0 || (super && facts.ports > kPorts3Most))
        return nonsense("nombre de ports impossible", "impossible number of ports");
    const auto bitmap = static_cast<std::size_t>(facts.ports) / 8 + 1;
    if (!super && descriptor.size() < 7 + 2 * bitmap)
        return nonsense("descripteur de concentrateur tronqué", "hub descriptor cut");
    const auto characteristics = word(descriptor, 3);
    facts.switching = switching(characteristics);
    facts.compound = (characteristics & 4U) != 0;
    facts.power_good = std::chrono::milliseconds(2 * descriptor[5]);
    const auto removable =
        super ? descriptor.subspan(kHub3Removable) : descriptor.subspan(7, bitmap);
    facts.fixed = fixed_ports(removable, facts.ports);
    return facts;
}

std::string to_string(const HubModel& model) {
    return fmt::format("{:04x}:{:04x}:{:04x}", model.vendor, model.product, model.revision);
}

Result<void> can_switch(const HubFacts& facts, const HubModel& model, int port) {
    const auto another =
        text("prendre un concentrateur à coupure par port (liste : README d'uhubctl)",
             "use a hub with per-port power switching (list: uhubctl's README)");
    if (port < 1 || port > facts.ports)
        return fail(Errc::invalid,
                    text("le concentrateur {} n'a pas de port {} (1 à {})",
                         "hub {} has no port {} (1 to {})", to_string(model), port, facts.ports));
    if (std::ranges::find(facts.fixed, port) != facts.fixed.end())
        return fail(Errc::refused,
                    text("le port {} porte un composant soudé", "port {} holds a soldered part",
                         port),
                    text("prendre un port accessible", "use a port one can plug into"));
    if (facts.switching == PowerSwitching::per_port || known_better(model)) return {};
    if (facts.switching == PowerSwitching::ganged) {
        if (facts.ports == 1) return {};
        return fail(Errc::refused,
                    text("le concentrateur {} coupe tous ses ports ensemble",
                         "hub {} switches all its ports together", to_string(model)),
                    another);
    }
    return fail(Errc::refused,
                text("le concentrateur {} ne coupe aucun port", "hub {} switches no port at all",
                     to_string(model)),
                another);
}

Result<PortClaim> parse_port_status(ByteView status, HubSpeed speed) {
    if (status.size() != 4)
        return nonsense("état de port incomplet", "port status is not four bytes");
    const unsigned bits = word(status, 0);
    const unsigned power = speed == HubSpeed::superspeed ? 0x0200U : 0x0100U;
    return PortClaim{(bits & power) != 0 ? PortPower::on : PortPower::off, (bits & 1U) != 0,
                     (bits & 8U) != 0};
}

std::string kernel_port_switch(const std::string& path, int configuration, int port) {
    const bool root = path.starts_with("usb");
    const auto interface = root ? fmt::format("{}-0:1.0", path.substr(3))
                                : fmt::format("{}:{}.0", path, configuration);
    return fmt::format("{}/{}-port{}/disable", interface, path, port);
}

std::string path_on_port(const std::string& path, int port) {
    return path.starts_with("usb") ? fmt::format("{}-{}", path.substr(3), port)
                                   : fmt::format("{}.{}", path, port);
}

}  // namespace banc
