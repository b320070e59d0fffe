// SPDX-License-Identifier: EUPL-1.2
// Modbus RTU: address, function, data, CRC16 (polynomial A001, initially FFFF, low byte first). A
// write that was taken is echoed whole. Waveshare: coil 00FF is all relays, 0200+n pulses relay n
// for so many tenths of a second; it reads only its full bank (labgrid modbusrtudriver.py).
#include "drivers/relay/modbus.h"

#include <algorithm>
#include <array>

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr DialectKey kAddress{"address", 1, 255, 1};
constexpr DialectKey kCoil{"coil", 0, 0xffff, 0};
constexpr DialectKey kWrite{"write", 5, 6, 5};
constexpr DialectKey kOn{"on", 0, 0xffff, 0xff00};
constexpr DialectKey kOff{"off", 0, 0xffff, 0x0000};
constexpr DialectKey kRead{"read", 1, 4, 1};
constexpr DialectKey kCount{"count", 0, 64, 0};
constexpr DialectKey kShown{"shown", 0, 0xffff, 1};
constexpr std::array kDialect{kAddress, kCoil, kWrite, kOn, kOff, kRead, kCount, kShown};
constexpr unsigned kAllRelays = 0x00ff;
constexpr unsigned kFlashOn = 0x0200;
constexpr unsigned kWriteCoil = 5;
constexpr Nanos kTick = 100ms;
constexpr int kMostTicks = 0x7fff;
constexpr std::size_t kAround = 5;  // address, function, length; two of CRC

unsigned key(const BoardFacts& facts, const DialectKey& wanted) {
    return static_cast<unsigned>(facts.value(wanted));
}

// As it travels: low byte first.
std::array<std::uint8_t, 2> crc(ByteView bytes) {
    unsigned sum = 0xffff;
    for (const auto byte : bytes) {
        sum ^= byte;
        for (int bit = 0; bit < 8; ++bit) sum = (sum & 1U) != 0 ? sum >> 1U ^ 0xa001U : sum >> 1U;
    }
    return {static_cast<std::uint8_t>(sum), static_cast<std::uint8_t>(sum >> 8U)};
}

Bytes frame(const BoardFacts& facts, unsigned function, unsigned where, unsigned value) {
    const auto low = [](unsigned word) { return static_cast<std::uint8_t>(word); };
    Bytes out{low(key(facts, kAddress)), low(function), low(where >> 8U), low(where),
              low(value >> 8U),          low(value)};
    const auto check = crc(out);
    out.insert(out.end(), check.begin(), check.end());
    return out;
}

Exchange order(Bytes out) {
    const auto echo = out.size();
    return {std::move(out), echo};
}

unsigned index(RelayChannel channel) { return static_cast<unsigned>(channel.printed() - 1); }

Frames set(const Move& move, const BoardFacts& facts) {
    const unsigned value = key(facts, move.to == Coil::energised ? kOn : kOff);
    const unsigned where = key(facts, kCoil) + index(move.channel);
    return {order(frame(facts, key(facts, kWrite), where, value))};
}

bool of_coils(const BoardFacts& facts) { return key(facts, kRead) <= 2; }

unsigned count(const BoardFacts& facts) {
    const unsigned said = key(facts, kCount);
    return said == 0 ? static_cast<unsigned>(facts.channels) : said;
}

std::size_t payload(const BoardFacts& facts) {
    return of_coils(facts) ? (count(facts) + 7) / 8 : 2 * count(facts);
}

Frames query(const BoardFacts& facts) {
    return {{frame(facts, key(facts, kRead), key(facts, kCoil), count(facts)),
             kAround + payload(facts)}};
}

tl::unexpected<Error> nonsense(ByteView reply) {
    return fail(Errc::protocol,
                text("réponse incompréhensible : {}", "reply makes no sense: {}", hex(reply)));
}

bool answers(ByteView reply, const BoardFacts& facts) {
    if (reply.size() != kAround + payload(facts)) return false;
    const bool checks = std::ranges::equal(crc(reply.first(reply.size() - 2)), reply.last(2));
    return checks && reply[0] == key(facts, kAddress) && reply[1] == key(facts, kRead) &&
           reply[2] == payload(facts);
}

Result<Coils> parse(Replies replies, const BoardFacts& facts) {
    const ByteView reply = replies.front();
    if (!answers(reply, facts)) return nonsense(reply);
    const ByteView data = reply.subspan(3, payload(facts));
    unsigned bits = 0;
    for (unsigned i = 0; i < std::min(count(facts), 16U); ++i) {
        if (of_coils(facts)) {
            bits |= (static_cast<unsigned>(data[i / 8]) >> i % 8 & 1U) << i;
            continue;
        }
        const unsigned value = static_cast<unsigned>(data[2 * i]) << 8U | data[2 * i + 1];
        const bool energised = value == key(facts, kShown);
        if (!energised && value != 0 && value != key(facts, kOff)) return nonsense(reply);
        if (energised) bits |= 1U << i;
    }
    return Coils{static_cast<std::uint16_t>(bits)};
}

Result<void> accept(const Exchange& sent, ByteView reply) {
    if (std::ranges::equal(sent.out, reply)) return {};
    return fail(Errc::protocol, text("écho différent : {}", "a different echo: {}", hex(reply)));
}

Frames all_released(const BoardFacts& facts) {
    return {order(frame(facts, kWriteCoil, kAllRelays, 0))};
}

// Never shorter than asked.
Frames pulse(RelayChannel channel, Nanos length, const BoardFacts& facts) {
    const auto ticks = std::clamp<Nanos::rep>((length + kTick - 1ns) / kTick, 1, kMostTicks);
    return {
        order(frame(facts, kWriteCoil, kFlashOn + index(channel), static_cast<unsigned>(ticks)))};
}

}  // namespace

const RelayProtocol kModbus{.name = "modbus",
                            .set = set,
                            .query = query,
                            .parse = parse,
                            .accept = accept,
                            .dialect = kDialect};
const RelayProtocol kModbusFlash{.name = "modbus-flash",
                                 .set = set,
                                 .all_released = all_released,
                                 .query = query,
                                 .parse = parse,
                                 .accept = accept,
                                 .pulse = pulse,
                                 .longest_pulse = kTick * kMostTicks,
                                 .dialect = kDialect};

}  // namespace banc
