// SPDX-License-Identifier: EUPL-1.2
#include "bench/virtual/lan.h"

#include <algorithm>

#include "bench/virtual/dns.h"

namespace banc {
namespace {

using Mac = std::array<std::uint8_t, 6>;

struct Station {
    Mac mac;
    Ipv4 address;
};
// Locally administered addresses (02:…), "BE" for banc d'épreuve.
constexpr std::array kStations{Station{{0x02, 0xbe, 0, 0, 0, 0x01}, kServerAddress},
                               Station{{0x02, 0xbe, 0, 0, 0, 0x20}, kPrinterAddress}};

constexpr std::size_t kEthernet = 14;
constexpr std::size_t kArp = 28;
constexpr std::size_t kIp = 20;
constexpr std::size_t kUdp = 8;
constexpr std::uint8_t kIcmp = 1;
constexpr std::uint8_t kUdpProtocol = 17;
constexpr unsigned kDnsPort = 53;

unsigned word(ByteView bytes, std::size_t at) {
    return static_cast<unsigned>(bytes[at] << 8U) | bytes[at + 1];
}
void put_word(Bytes& bytes, std::size_t at, std::size_t value) {
    bytes[at] = static_cast<std::uint8_t>(value >> 8U);
    bytes[at + 1] = static_cast<std::uint8_t>(value);
}
void append(Bytes& to, ByteView bytes) { to.insert(to.end(), bytes.begin(), bytes.end()); }

// RFC 1071. Zero over bytes that hold their own right checksum.
unsigned checksum(ByteView bytes) {
    unsigned sum = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        sum += unsigned{bytes[i]} << (i % 2 == 0 ? 8U : 0U);
    while (sum >> 16U != 0) sum = (sum & 0xffffU) + (sum >> 16U);
    return ~sum & 0xffffU;
}

const Station* station_at(ByteView address) {
    const auto same = [&](const Station& s) { return std::ranges::equal(s.address, address); };
    const auto found = std::ranges::find_if(kStations, same);
    return found == kStations.end() ? nullptr : &*found;
}

Bytes ethernet(ByteView to, const Station& from, unsigned type) {
    Bytes out(to.begin(), to.end());
    append(out, from.mac);
    out.resize(kEthernet);
    put_word(out, 12, type);
    return out;
}

// RFC 826, Ethernet and IPv4 only.
std::optional<Bytes> arp_answer(ByteView arp) {
    constexpr std::array<std::uint8_t, 8> request{0, 1, 8, 0, 6, 4, 0, 1};
    if (arp.size() < kArp || !std::ranges::equal(arp.first(8), request)) return std::nullopt;
    const auto* wanted = station_at(arp.subspan(24, 4));
    if (wanted == nullptr) return std::nullopt;
    const auto asker = arp.subspan(8, 10);  // its MAC and its address
    Bytes out = ethernet(asker.first(6), *wanted, 0x0806);
    append(out, request);
    out.back() = 2;
    append(out, wanted->mac);
    append(out, wanted->address);
    append(out, asker);
    return out;
}

// RFC 792: the echo comes back with its data.
std::optional<Bytes> echo_answer(ByteView icmp) {
    if (icmp.size() < 8 || icmp[0] != 8 || icmp[1] != 0 || checksum(icmp) != 0) return std::nullopt;
    Bytes out(icmp.begin(), icmp.end());
    out[0] = 0;
    put_word(out, 2, 0);
    put_word(out, 2, checksum(out));
    return out;
}

// Only the server has a name server. No UDP checksum in the answer: IPv4 allows it (RFC 768).
std::optional<Bytes> udp_answer(ByteView udp, const Station& at) {
    if (udp.size() < kUdp || at.address != kServerAddress) return std::nullopt;
    const auto length = word(udp, 4);
    if (length < kUdp || length > udp.size() || word(udp, 2) != kDnsPort) return std::nullopt;
    const auto response = dns_answer(udp.subspan(kUdp, length - kUdp));
    if (!response) return std::nullopt;
    Bytes out{udp[2], udp[3], udp[0], udp[1], 0, 0, 0, 0};
    put_word(out, 4, kUdp + response->size());
    append(out, *response);
    return out;
}

// Without options and not in fragments: what a PC on one Ethernet sends.
bool whole_packet(ByteView ip) {
    if (ip.size() < kIp || ip[0] != 0x45) return false;
    const auto total = word(ip, 2);
    const bool fragment = (word(ip, 6) & 0x3fffU) != 0;
    return total >= kIp && total <= ip.size() && !fragment && checksum(ip.first(kIp)) == 0;
}

std::optional<Bytes> ip_answer(ByteView frame) {
    const auto ip = frame.subspan(kEthernet);
    if (!whole_packet(ip)) return std::nullopt;
    const auto* station = station_at(ip.subspan(16, 4));
    if (station == nullptr) return std::nullopt;
    if (!std::ranges::equal(frame.first(6), station->mac)) return std::nullopt;
    const auto payload = ip.subspan(kIp, word(ip, 2) - kIp);
    std::optional<Bytes> body;
    if (ip[9] == kIcmp) body = echo_answer(payload);
    if (ip[9] == kUdpProtocol) body = udp_answer(payload, *station);
    if (!body || kEthernet + kIp + body->size() > kMaxFrame) return std::nullopt;

    Bytes header{0x45, 0, 0, 0, ip[4], ip[5], 0, 0, 64, ip[9], 0, 0};
    put_word(header, 2, kIp + body->size());
    append(header, station->address);
    append(header, ip.subspan(12, 4));
    put_word(header, 10, checksum(header));
    Bytes out = ethernet(frame.subspan(6, 6), *station, 0x0800);
    append(out, header);
    append(out, *body);
    return out;
}

}  // namespace

std::optional<Bytes> lan_answer(ByteView frame) {
    if (frame.size() < kEthernet || frame.size() > kMaxFrame) return std::nullopt;
    switch (word(frame, 12)) {
        case 0x0806: return arp_answer(frame.subspan(kEthernet));
        case 0x0800: return ip_answer(frame);
        default: return std::nullopt;
    }
}

}  // namespace banc
