// SPDX-License-Identifier: EUPL-1.2
// [command, 0E, bitmap low, high, 8 bytes, "HIDC", sum low, high]: C3 writes the bitmap, D2 reads
// it. The bitmap of the answer is interleaved: relay 1 is bit 7, relay 2 bit 8, relay 3 bit 6, and
// so outwards to relay 16, bit 15. Sources: crelay relay_drv_sainsmart16.c; clones that answer in
// plain order: paragi/devia.
#include "drivers/relay/sainsmart16.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

namespace banc {
namespace {

constexpr std::size_t kReport = 64;
constexpr std::size_t kMessage = 16;
constexpr std::size_t kSummed = 14;
constexpr std::size_t kSignatureAt = 10;
constexpr std::string_view kSignature = "HIDC";
constexpr std::uint8_t kWrite = 0xc3;
constexpr std::uint8_t kRead = 0xd2;
constexpr unsigned kReadPadding = 0x1111;

// 1: the answer's bits stand in the order of the relays.
constexpr DialectKey kPlain{"plain-order", 0, 1, 0};
constexpr std::array kKeys{kPlain};

unsigned low(unsigned word) { return word & 0xffU; }
unsigned high(unsigned word) { return word >> 8U & 0xffU; }

unsigned sum(ByteView message) {
    return std::accumulate(message.begin(), message.begin() + kSummed, 0U);
}

Bytes message(std::uint8_t command, unsigned bitmap, std::uint8_t padding) {
    Bytes out(kMessage, padding);
    out[0] = command;
    out[1] = kSummed;
    out[2] = static_cast<std::uint8_t>(low(bitmap));
    out[3] = static_cast<std::uint8_t>(high(bitmap));
    std::ranges::copy(kSignature, out.begin() + kSignatureAt);
    const unsigned total = sum(out);
    out[kSummed] = static_cast<std::uint8_t>(low(total));
    out[kSummed + 1] = static_cast<std::uint8_t>(high(total));
    return out;
}

Frames set(const Move& move, const BoardFacts&) {
    return {{message(kWrite, move.after().bits, 0)}};
}

Frames all_released(const BoardFacts&) { return {{message(kWrite, 0, 0)}}; }

Frames query(const BoardFacts&) { return {{message(kRead, kReadPadding, 0x11), kReport}}; }

bool is_whole(ByteView reply) {
    if (reply.size() < kMessage) return false;
    const auto signature = reply.subspan(kSignatureAt, kSignature.size());
    return std::ranges::equal(signature, kSignature, {}, {},
                              [](char c) { return static_cast<std::uint8_t>(c); }) &&
           sum(reply) == (reply[kSummed] | static_cast<unsigned>(reply[kSummed + 1]) << 8U);
}

// From relay 1 on: 7, 8, 6, 9, 5, 10 … 0, 15.
unsigned bit_of(int printed) {
    const int pair = (printed - 1) / 2;
    return static_cast<unsigned>(printed % 2 == 1 ? 7 - pair : 8 + pair);
}

Result<Coils> parse(Replies replies, const BoardFacts& facts) {
    const Bytes& reply = replies.front();
    if (!is_whole(reply))
        return fail(Errc::protocol,
                    text("réponse incompréhensible : {}", "reply makes no sense: {}",
                         hex(ByteView(reply).first(std::min(reply.size(), kMessage)))));
    const unsigned bitmap = reply[2] | static_cast<unsigned>(reply[3]) << 8U;
    if (facts.value(kPlain) != 0) return Coils{static_cast<std::uint16_t>(bitmap)};
    unsigned bits = 0;
    for (int n = 1; n <= facts.channels; ++n)
        if ((bitmap >> bit_of(n) & 1U) != 0) bits |= RelayChannel::from(n)->bit();
    return Coils{static_cast<std::uint16_t>(bits)};
}

}  // namespace

const RelayProtocol kSainsmart16{.name = "sainsmart16",
                                 .set = set,
                                 .all_released = all_released,
                                 .query = query,
                                 .parse = parse,
                                 .dialect = kKeys};

}  // namespace banc
