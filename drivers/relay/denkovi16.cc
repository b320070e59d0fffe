// SPDX-License-Identifier: EUPL-1.2
// "03+//" energises relay 3, "03-//" releases it, "off//" releases all; each is echoed. "ask//" is
// answered with two bytes, high first, the top bit for relay 1. Source:
// dimss1979/denkovi denkovi.c.
#include "drivers/relay/denkovi16.h"

#include <fmt/format.h>

#include <algorithm>

namespace banc {
namespace {

constexpr unsigned kRelays = 16;

Exchange word(const std::string& typed) { return {{typed.begin(), typed.end()}, typed.size()}; }

Frames set(const Move& move, const BoardFacts&) {
    return {word(
        fmt::format("{:02}{}//", move.channel.printed(), move.to == Coil::energised ? '+' : '-'))};
}

Frames all_released(const BoardFacts&) { return {word("off//")}; }

Frames query(const BoardFacts&) {
    Exchange ask = word("ask//");
    ask.reply_size = 2;
    return {ask};
}

Result<Coils> parse(Replies replies, const BoardFacts&) {
    const Bytes& reply = replies.front();
    if (reply.size() != 2)
        return fail(Errc::protocol,
                    text("réponse incompréhensible : {}", "reply makes no sense: {}", hex(reply)));
    const unsigned shown = static_cast<unsigned>(reply[0]) << 8U | reply[1];
    unsigned bits = 0;
    for (unsigned i = 0; i < kRelays; ++i) bits |= (shown >> (kRelays - 1 - i) & 1U) << i;
    return Coils{static_cast<std::uint16_t>(bits)};
}

Result<void> accept(const Exchange& sent, ByteView reply) {
    if (std::ranges::equal(sent.out, reply)) return {};
    return fail(Errc::protocol, text("écho différent : {}", "a different echo: {}", hex(reply)));
}

}  // namespace

const RelayProtocol kDenkovi16{.name = "denkovi16",
                               .set = set,
                               .all_released = all_released,
                               .query = query,
                               .parse = parse,
                               .accept = accept};

}  // namespace banc
