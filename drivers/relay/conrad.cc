// SPDX-License-Identifier: EUPL-1.2
// Frames of four bytes, command, address, data, XOR of the three; the answer's command is 255 less
// the command. 1 init (passed along the chain, so one frame more than there are cards comes back),
// 2 get port, 3 set port, 6 set single, 7 release single. Source: pdudaemon conrad197720.py.
#include "drivers/relay/conrad.h"

#include <array>

namespace banc {
namespace {

constexpr std::size_t kFrame = 4;
constexpr std::uint8_t kInit = 1;
constexpr std::uint8_t kFirstCard = 1;
constexpr int kMostCards = 60;  // their init answers fill one exchange
constexpr DialectKey kAddress{"address", 1, kMostCards, kFirstCard};
constexpr DialectKey kCards{"cards", 1, kMostCards, 1};
constexpr std::array kDialect{kAddress, kCards};

std::uint8_t address(const BoardFacts& facts) {
    return static_cast<std::uint8_t>(facts.value(kAddress));
}

Exchange frame(std::uint8_t command, std::uint8_t card, std::uint8_t data) {
    const auto check = static_cast<std::uint8_t>(command ^ card ^ data);
    return {{command, card, data, check}, kFrame};
}

Frames set(const Move& move, const BoardFacts& facts) {
    const std::uint8_t command = move.to == Coil::energised ? 6 : 7;
    return {frame(command, address(facts), static_cast<std::uint8_t>(move.channel.bit()))};
}

Frames all_released(const BoardFacts& facts) { return {frame(3, address(facts), 0)}; }

Frames query(const BoardFacts& facts) { return {frame(2, address(facts), 0)}; }

bool valid(ByteView reply) {
    return reply.size() == kFrame && (reply[0] ^ reply[1] ^ reply[2]) == reply[3];
}

bool answers(ByteView reply, std::uint8_t command, std::uint8_t card) {
    return valid(reply) && reply[0] == 255 - command && reply[1] == card;
}

tl::unexpected<Error> nonsense(ByteView reply) {
    return fail(Errc::protocol,
                text("réponse incompréhensible : {}", "reply makes no sense: {}", hex(reply)));
}

Result<Coils> parse(Replies replies, const BoardFacts& facts) {
    const Bytes& reply = replies.front();
    if (!answers(reply, 2, address(facts))) return nonsense(reply);
    return Coils{reply[2]};
}

Result<void> accept(const Exchange& sent, ByteView reply) {
    if (answers(reply, sent.out[0], sent.out[1])) return {};
    return nonsense(reply);
}

Frames start(const BoardFacts& facts) {
    Exchange init = frame(kInit, kFirstCard, 0);
    init.reply_size = kFrame * static_cast<std::size_t>(facts.value(kCards) + 1);
    return {init};
}

// Every frame is checked: the sum of the first alone proves nothing of the card we talk to.
Result<void> started(Replies replies, const BoardFacts& facts) {
    const ByteView reply = replies.front();
    int cards = 0;
    bool ours = false;
    for (std::size_t at = 0; at + kFrame <= reply.size(); at += kFrame) {
        const ByteView one = reply.subspan(at, kFrame);
        if (!valid(one)) return nonsense(reply);
        cards += one[0] == 255 - kInit ? 1 : 0;
        ours = ours || answers(one, kInit, address(facts));
    }
    if (ours && cards == facts.value(kCards) && reply.size() % kFrame == 0) return {};
    return fail(Errc::protocol,
                text("{} carte(s) dans la chaîne", "{} card(s) in the chain", cards),
                text("vérifier `cards` et `address` de ce modèle",
                     "check this model's `cards` and `address`"));
}

}  // namespace

const RelayProtocol kConrad{.name = "conrad",
                            .set = set,
                            .all_released = all_released,
                            .query = query,
                            .parse = parse,
                            .accept = accept,
                            .start = start,
                            .started = started,
                            .dialect = kDialect};

}  // namespace banc
