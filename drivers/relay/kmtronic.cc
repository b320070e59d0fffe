// SPDX-License-Identifier: EUPL-1.2
// FF n 01 energises relay n, FF n 00 releases it. Boards of one or two relays answer FF n 03 with
// FF n ss; boards of four or eight answer FF 09 00 with one byte 00/01 per relay. Source:
// info.kmtronic.com pages.
#include "drivers/relay/kmtronic.h"

namespace banc {
namespace {

constexpr int kAskedOneByOne = 2;  // relays, at most

Frames set(const Move& move, const BoardFacts&) {
    const auto relay = static_cast<std::uint8_t>(move.channel.printed());
    const std::uint8_t state = move.to == Coil::energised ? 1 : 0;
    return {{{0xff, relay, state}, 0}};
}

Frames query(const BoardFacts& facts) {
    if (facts.channels > kAskedOneByOne)
        return {{{0xff, 0x09, 0x00}, static_cast<std::size_t>(facts.channels)}};
    Frames frames;
    for (int n = 1; n <= facts.channels; ++n)
        frames.push_back({{0xff, static_cast<std::uint8_t>(n), 0x03}, 3});
    return frames;
}

tl::unexpected<Error> nonsense(ByteView reply) {
    return fail(Errc::protocol,
                text("réponse incompréhensible : {}", "reply makes no sense: {}", hex(reply)));
}

Result<Coils> parse(Replies replies, const BoardFacts& facts) {
    Bytes states;
    const bool together = facts.channels > kAskedOneByOne;
    if (together) states = replies.front();
    for (std::size_t i = 0; !together && i < replies.size(); ++i) {
        const Bytes& reply = replies[i];
        if (reply.size() != 3 || reply[0] != 0xff || reply[1] != i + 1) return nonsense(reply);
        states.push_back(reply[2]);
    }
    if (states.size() != static_cast<std::size_t>(facts.channels)) return nonsense(states);
    unsigned bits = 0;
    for (unsigned i = 0; i < states.size(); ++i) {
        if (states[i] > 1) return nonsense(states);
        bits |= static_cast<unsigned>(states[i]) << i;
    }
    return Coils{static_cast<std::uint16_t>(bits)};
}

}  // namespace

const RelayProtocol kKmtronic{.name = "kmtronic", .set = set, .query = query, .parse = parse};

}  // namespace banc
