// SPDX-License-Identifier: EUPL-1.2
// "relay on N", relays counted from 0, one digit up to 16 relays, capitals: a 16-relay module does
// nothing for "relay on c" (michaelkeating.com), though pdudaemon numatousb.py sends small letters.
// Every line is echoed and followed by "\n\r", what it says, "\n\r", and the prompt '>'.
#include "drivers/relay/numato.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace banc {
namespace {

constexpr std::uint8_t kPrompt = '>';
constexpr std::size_t kLongest = 64;    // echo, eight characters, ends of line
constexpr std::size_t kLeftover = 200;  // what an interrupted command may still have to say
constexpr std::string_view kAll = "relay readall";
// How many hexadecimal digits `readall` and `writeall` take: the width of the module's port.
constexpr DialectKey kDigits{"digits", 1, 4, 2};
constexpr std::array kDialect{kDigits};

Exchange line(const std::string& words, std::size_t longest = kLongest) {
    const std::string typed = words + "\r";
    return {{typed.begin(), typed.end()}, longest, 0, kPrompt};
}

Frames set(const Move& move, const BoardFacts&) {
    return {line(fmt::format("relay {} {:X}", move.to == Coil::energised ? "on" : "off",
                             move.channel.printed() - 1))};
}

Frames all_released(const BoardFacts& facts) {
    return {line(fmt::format("relay writeall {:0{}}", 0, facts.value(kDigits)))};
}

Frames query(const BoardFacts&) { return {line(std::string(kAll))}; }

bool blank(char c) { return c == '\r' || c == '\n'; }

// What a reply says between the echo of `command` and the prompt. nullopt: it is no such reply.
std::optional<std::string> said(std::string_view command, ByteView reply) {
    std::string text = to_string(reply);
    if (!text.starts_with(command) || text.back() != kPrompt) return std::nullopt;
    text = text.substr(command.size(), text.size() - command.size() - 1);
    if (text.empty() || !blank(text.front())) return std::nullopt;
    while (!text.empty() && blank(text.back())) text.pop_back();
    while (!text.empty() && blank(text.front())) text.erase(0, 1);
    return text;
}

tl::unexpected<Error> nonsense(ByteView reply) {
    return fail(Errc::protocol, text("réponse incompréhensible : « {} »",
                                     "reply makes no sense: \"{}\"", plain(to_string(reply))));
}

Result<Coils> parse(Replies replies, const BoardFacts& facts) {
    const auto mask = said(kAll, replies.front());
    const auto digits = static_cast<std::size_t>(facts.value(kDigits));
    if (!mask || mask->size() != digits) return nonsense(replies.front());
    std::uint16_t bits = 0;
    const auto* end = mask->data() + mask->size();
    const auto [stop, failed] = std::from_chars(mask->data(), end, bits, 16);
    if (failed != std::errc{} || stop != end) return nonsense(replies.front());
    return Coils{bits};
}

// The echo and nothing else: a module that complains says so before the prompt.
Result<void> accept(const Exchange& sent, ByteView reply) {
    const auto command = to_string(ByteView(sent.out).first(sent.out.size() - 1));
    if (said(command, reply) == "") return {};
    return nonsense(reply);
}

// Ends a line that another program left half written (it then does what that line said).
Frames start(const BoardFacts&) { return {line("", kLeftover)}; }

Result<void> started(Replies replies, const BoardFacts&) {
    if (!replies.front().empty() && replies.front().back() == kPrompt) return {};
    return nonsense(replies.front());
}

Frames ask_serial(const BoardFacts&) { return {line("id get")}; }

std::string serial(Replies replies) { return said("id get", replies.front()).value_or(""); }

}  // namespace

const RelayProtocol kNumato{.name = "numato",
                            .set = set,
                            .all_released = all_released,
                            .query = query,
                            .parse = parse,
                            .accept = accept,
                            .start = start,
                            .started = started,
                            .ask_serial = ask_serial,
                            .serial = serial,
                            .dialect = kDialect};

}  // namespace banc
