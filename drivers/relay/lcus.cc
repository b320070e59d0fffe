// SPDX-License-Identifier: EUPL-1.2
// A0 ch st sum moves one relay and is not acknowledged. FF asks: either n lines, one per relay,
// "CH1: ON \r\nCH2: OFF\r\n" (a 2-relay board, B. Rzycki's notes) or "CH1:ON \r\n" (jumpstarter
// noyito-relay), or n bytes 00/01 (NOYITO 8-channel listing).
#include "drivers/relay/lcus.h"

#include <array>

namespace banc {
namespace {

constexpr int kLines = 1;
constexpr std::size_t kLongestLine = 12;  // ten seen; room for a blank more each side
constexpr DialectKey kReply{"reply", kLines, 2, kLines};
constexpr std::array kDialect{kReply};

Frames set(const Move& move, const BoardFacts&) {
    const auto channel = static_cast<std::uint8_t>(move.channel.printed());
    const std::uint8_t state = move.to == Coil::energised ? 1 : 0;
    const auto sum = static_cast<std::uint8_t>(0xa0U + channel + state);
    return {{{0xa0, channel, state, sum}, 0}};
}

// Asked twice: the first answer after a move is often the state before it (B. Rzycki's notes).
Frames query(const BoardFacts& facts) {
    const auto n = static_cast<std::size_t>(facts.channels);
    Exchange ask{{0xff}, n};
    if (facts.value(kReply) == kLines) {
        ask.reply_size = n * kLongestLine;
        ask.until = '\n';
        ask.times = facts.channels;
    }
    return {ask, ask};
}

tl::unexpected<Error> nonsense(ByteView reply) {
    return fail(Errc::protocol,
                text("réponse incompréhensible : {}", "reply makes no sense: {}", hex(reply)));
}

// " ON " is ON: blanks differ from board to board.
std::string trimmed(std::string_view words) {
    const auto first = words.find_first_not_of(" \r");
    if (first == std::string_view::npos) return "";
    return std::string(words.substr(first, words.find_last_not_of(" \r") - first + 1));
}

Result<Coils> lines(ByteView reply, int channels) {
    unsigned bits = 0;
    std::string text = to_string(reply);
    for (int n = 1; n <= channels; ++n) {
        const auto end = text.find('\n');
        const auto label = "CH" + std::to_string(n) + ":";
        if (end == std::string::npos || !text.starts_with(label)) return nonsense(reply);
        const auto state = trimmed(std::string_view(text).substr(label.size(), end - label.size()));
        if (state != "ON" && state != "OFF") return nonsense(reply);
        if (state == "ON") bits |= RelayChannel::from(n)->bit();
        text.erase(0, end + 1);
    }
    if (!text.empty()) return nonsense(reply);
    return Coils{static_cast<std::uint16_t>(bits)};
}

Result<Coils> flags(ByteView reply, int channels) {
    unsigned bits = 0;
    if (reply.size() != static_cast<std::size_t>(channels)) return nonsense(reply);
    for (unsigned i = 0; i < reply.size(); ++i) {
        if (reply[i] > 1) return nonsense(reply);
        bits |= static_cast<unsigned>(reply[i]) << i;
    }
    return Coils{static_cast<std::uint16_t>(bits)};
}

Result<Coils> parse(Replies replies, const BoardFacts& facts) {
    const ByteView fresh = replies.back();
    if (facts.value(kReply) == kLines) return lines(fresh, facts.channels);
    return flags(fresh, facts.channels);
}

}  // namespace

const RelayProtocol kLcus{
    .name = "lcus", .set = set, .query = query, .parse = parse, .dialect = kDialect};
const RelayProtocol kLcusSilent{.name = "lcus-silent", .set = set};

}  // namespace banc
