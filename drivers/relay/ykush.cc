// SPDX-License-Identifier: EUPL-1.2
// 1p port p up, 0p down, 2p asks, A for all; every command is answered, 01 first. Sources: Yepkit
// ykush src/ykush, src/ykush3, src/ykushxs; pdudaemon ykush.py.
//
// Which way round: a released contact is healthy wiring (design.md §2.3); a hub's port is healthy
// when it is powered. So an energised coil, the fault, is a port that is DOWN; all released, what a
// guard does, is all ports up; and at rest is how a hub should come back from its own power cut.
#include "drivers/relay/ykush.h"

#include <algorithm>
#include <array>

namespace banc {
namespace {

constexpr std::size_t kReport = 64;
constexpr unsigned kUp = 0x10;
constexpr unsigned kDown = 0x00;
constexpr unsigned kAsk = 0x20;
constexpr unsigned kAll = 0x0a;
constexpr std::uint8_t kDefault = 0x41;
constexpr std::uint8_t kTaken = 0x01;

// 1: keeps a power-on default for each port (YKUSH3). On a YKUSHXS 41 means something else.
constexpr DialectKey kRemembers{"remembers", 0, 1, 0};
constexpr std::array kKeys{kRemembers};

Exchange frame(Bytes out) { return {std::move(out), kReport}; }

Frames set(const Move& move, const BoardFacts&) {
    const auto port = static_cast<unsigned>(move.channel.printed());
    const unsigned command = (move.to == Coil::energised ? kDown : kUp) | port;
    return {frame({static_cast<std::uint8_t>(command)})};
}

// The YKUSHXS has one port and no word for all of them.
Frames all_released(const BoardFacts& facts) {
    const unsigned port = facts.channels == 1 ? 1 : kAll;
    return {frame({static_cast<std::uint8_t>(kUp | port)})};
}

Frames query(const BoardFacts& facts) {
    Frames frames;
    for (int n = 1; n <= facts.channels; ++n)
        frames.push_back(frame({static_cast<std::uint8_t>(kAsk | static_cast<unsigned>(n))}));
    return frames;
}

Result<void> accept(const Exchange&, ByteView reply) {
    if (!reply.empty() && reply.front() == kTaken) return {};
    return fail(Errc::protocol, text("la carte n'a pas accepté l'ordre : {}",
                                     "the board did not take the command: {}", hex(reply)));
}

// 01, then the state (1 up, 0 down) and the port in one byte.
Result<Coils> parse(Replies replies, const BoardFacts& facts) {
    unsigned bits = 0;
    for (int n = 1; n <= facts.channels; ++n) {
        const Bytes& reply = replies[static_cast<std::size_t>(n - 1)];
        const auto port = static_cast<unsigned>(n);
        const unsigned state = reply.size() < 2 ? 0xff : reply[1];
        const bool makes_sense = state == (kUp | port) || state == (kDown | port);
        if (!makes_sense || reply[0] != kTaken)
            return fail(Errc::protocol,
                        text("réponse incompréhensible : {}", "reply makes no sense: {}",
                             hex(ByteView(reply).first(std::min<std::size_t>(reply.size(), 4)))));
        if (state == (kDown | port)) bits |= RelayChannel::from(n)->bit();
    }
    return Coils{static_cast<std::uint16_t>(bits)};
}

// At rest when its own power comes back: up.
Frames adopt(const BoardFacts& facts) {
    Frames frames;
    for (int n = 1; n <= facts.channels && facts.value(kRemembers) != 0; ++n)
        frames.push_back(frame({kDefault, static_cast<std::uint8_t>(n), 1}));
    return frames;
}

}  // namespace

const RelayProtocol kYkush{.name = "ykush",
                           .set = set,
                           .all_released = all_released,
                           .query = query,
                           .parse = parse,
                           .accept = accept,
                           .adopt = adopt,
                           .dialect = kKeys};

}  // namespace banc
