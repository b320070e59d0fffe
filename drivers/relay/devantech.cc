// SPDX-License-Identifier: EUPL-1.2
// 65-6C energise relays 1-8, 6F-76 release them, 6E releases all: none is acknowledged. 5B asks the
// register, 5A the module's number and firmware, 38 the serial number. Sources: Devantech technical
// pages, jkesanen/usbrly08 usbrly08.py.
#include "drivers/relay/devantech.h"

#include <algorithm>
#include <array>

namespace banc {
namespace {

constexpr int kRly08 = 8;
constexpr std::size_t kSerialDigits = 8;
constexpr DialectKey kModule{"module", 1, 255, kRly08};
constexpr std::array kDialect{kModule};

Frames set(const Move& move, const BoardFacts&) {
    const unsigned first = move.to == Coil::energised ? 0x64 : 0x6e;
    return {{{static_cast<std::uint8_t>(first + static_cast<unsigned>(move.channel.printed()))}}};
}

Frames all_released(const BoardFacts&) { return {{{0x6e}}}; }

Frames query(const BoardFacts&) { return {{{0x5b}, 1}}; }

Result<Coils> parse(Replies replies, const BoardFacts&) {
    if (replies.front().size() == 1) return Coils{replies.front().front()};
    return fail(Errc::protocol, text("réponse incompréhensible : {}", "reply makes no sense: {}",
                                     hex(replies.front())));
}

Frames start(const BoardFacts&) { return {{{0x5a}, 2}}; }

Result<void> started(Replies replies, const BoardFacts& facts) {
    const Bytes& reply = replies.front();
    const int wanted = facts.value(kModule);
    if (reply.size() == 2 && reply[0] == wanted) return {};
    return fail(Errc::protocol,
                text("c'est un autre module : {} au lieu de {:02X}",
                     "it is another module: {} instead of {:02X}", hex(reply), wanted),
                text("vérifier le modèle dans bench.yaml", "check the model in bench.yaml"));
}

Frames ask_serial(const BoardFacts&) { return {{{0x38}, kSerialDigits}}; }

std::string serial(Replies replies) {
    const Bytes& reply = replies.front();
    const auto printable = [](std::uint8_t c) { return c > 0x20 && c < 0x7f; };
    if (reply.size() != kSerialDigits || !std::ranges::all_of(reply, printable)) return "";
    return to_string(reply);
}

}  // namespace

const RelayProtocol kDevantech{.name = "devantech",
                               .set = set,
                               .all_released = all_released,
                               .query = query,
                               .parse = parse,
                               .start = start,
                               .started = started,
                               .ask_serial = ask_serial,
                               .serial = serial,
                               .dialect = kDialect};

}  // namespace banc
