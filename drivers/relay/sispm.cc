// SPDX-License-Identifier: EUPL-1.2
// Report 3i is outlet i: [3i 03 …] on, [3i 00 …] off, and back: bit 0 of byte 1 the relay, bit 1
// the mains behind it. Report 1 is a serial number (not the label's), report 3i+1 a schedule that
// the strip follows by itself. Sources: sispmctl src/sispm_ctl.c, doc/eg-pms2.rst; pdudaemon
// energenieusb.py. Here an energised coil is an outlet that is on: the strip at rest is dark.
#include "drivers/relay/sispm.h"

#include <fmt/format.h>

#include <array>

namespace banc {
namespace {

constexpr std::size_t kReport = 5;
constexpr std::uint8_t kSerialReport = 1;
constexpr std::uint8_t kOn = 0x03;
constexpr unsigned kRelayBit = 0x01;
constexpr unsigned kKnownBits = 0x03;

// Number of the first outlet: 0 on the old mSIS-PM (fd10), 1 on all others.
constexpr DialectKey kFirst{"first-outlet", 0, 1, 1};
// Size of the schedule report. 39: words of two bytes; 40: EG-PMS2, groups of five; 0: left alone,
// as on fd10, whose schedule would be report 1, the serial number.
constexpr DialectKey kSchedule{"schedule-size", 0, 40, 39};
constexpr std::array kKeys{kFirst, kSchedule};

std::uint8_t report_of(int printed, const BoardFacts& facts) {
    return static_cast<std::uint8_t>(3 * (facts.value(kFirst) + printed - 1));
}

Exchange frame(std::uint8_t report, std::uint8_t state) {
    return {{report, state, 0, 0, 0}, 0, report};
}

Frames set(const Move& move, const BoardFacts& facts) {
    const auto report = report_of(move.channel.printed(), facts);
    return {frame(report, move.to == Coil::energised ? kOn : 0)};
}

Frames query(const BoardFacts& facts) {
    Frames frames;
    for (int n = 1; n <= facts.channels; ++n) frames.push_back({{}, kReport, report_of(n, facts)});
    return frames;
}

// Only what every source agrees on is looked at: byte 1, of which two bits have a meaning.
Result<Coils> parse(Replies replies, const BoardFacts& facts) {
    unsigned bits = 0;
    for (int n = 1; n <= facts.channels; ++n) {
        const Bytes& reply = replies[static_cast<std::size_t>(n - 1)];
        if (reply.size() != kReport || reply[0] != report_of(n, facts) ||
            (reply[1] & ~kKnownBits) != 0)
            return fail(Errc::protocol, text("réponse incompréhensible : {}",
                                             "reply makes no sense: {}", hex(reply)));
        if ((reply[1] & kRelayBit) != 0) bits |= RelayChannel::from(n)->bit();
    }
    return Coils{static_cast<std::uint16_t>(bits)};
}

Frames ask_serial(const BoardFacts&) { return {{{}, kReport, kSerialReport}}; }

// As sispmctl prints it, so that a person can compare.
std::string serial(Replies replies) {
    std::string written;
    for (const auto byte : replies.front())
        written += fmt::format("{}{:02x}", written.empty() ? "" : ":", byte);
    return written;
}

// Sixteen empty entries (3FFF), then "nothing follows" (1), low byte first.
Bytes empty_words(Bytes schedule) {
    constexpr int kEntries = 16;
    for (int n = 0; n < kEntries; ++n) schedule.insert(schedule.end(), {0xff, 0x3f});
    schedule.insert(schedule.end(), {0x01, 0x00});
    return schedule;
}

// No action, then the closing group: E5 and "no loop".
Bytes empty_groups(Bytes schedule, std::size_t size) {
    schedule.push_back(0xe5);
    schedule.resize(size, 0);
    return schedule;
}

// A schedule left in the strip by its last owner switches on its own one day. Each begins with its
// report and the time it was made, which an empty one does not need.
Frames adopt(const BoardFacts& facts) {
    const auto size = static_cast<std::size_t>(facts.value(kSchedule));
    Frames frames;
    for (int n = 1; n <= facts.channels && size != 0; ++n) {
        const auto report = static_cast<std::uint8_t>(report_of(n, facts) + 1);
        const Bytes head{report, 0, 0, 0, 0};
        constexpr std::size_t kGroups = 40;
        frames.push_back(
            {size == kGroups ? empty_groups(head, size) : empty_words(head), 0, report});
    }
    return frames;
}

}  // namespace

const RelayProtocol kSispm{.name = "sispm",
                           .set = set,
                           .query = query,
                           .parse = parse,
                           .ask_serial = ask_serial,
                           .serial = serial,
                           .adopt = adopt,
                           .dialect = kKeys};

}  // namespace banc
