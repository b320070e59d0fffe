// SPDX-License-Identifier: EUPL-1.2
// Slaves of Modbus RTU, from the makers' sheets. Frames end by silence (elapse) or by their length;
// noise before one is slid over. A wrong sum and another address are not answered, what the board
// hasn't got is an exception, a broadcast is obeyed without a word. Waveshare: FC01 of the full
// bank only, coil 00FF for all, 0200+n and 0400+n timed, 5500 toggles.
#include <array>

#include "drivers/emulators/boards.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kFrame = 8;  // reads and single writes
constexpr Nanos kSilence = 4ms;    // 3.5 characters at 9600 baud
constexpr Nanos kTick = 100ms;
constexpr unsigned kOn = 0xff00;
constexpr unsigned kToggle = 0x5500;
enum Exception : std::uint8_t { no_function = 1, no_address = 2, no_value = 3 };

std::uint8_t high(unsigned word) { return static_cast<std::uint8_t>(word >> 8U); }
std::uint8_t low(unsigned word) { return static_cast<std::uint8_t>(word); }

unsigned crc(ByteView bytes) {
    unsigned sum = 0xffff;
    for (const auto byte : bytes) {
        sum ^= byte;
        for (int i = 0; i < 8; ++i) {
            const unsigned carry = sum & 1U;
            sum >>= 1U;
            if (carry != 0) sum ^= 0xa001U;
        }
    }
    return sum;
}

enum class Maker { any, waveshare };

class Modbus final : public BoardEmulator {
public:
    Modbus(const BoardFacts& facts, Maker maker)
        : BoardEmulator(facts.channels), facts_(facts), maker_(maker) {}

    std::optional<Bytes> write(ByteView bytes, std::uint8_t) override {
        Bytes said;
        for (const auto byte : bytes) {
            frame_.push_back(byte);
            if (frame_.size() < kFrame) continue;
            if ((frame_[6] | frame_[7] << 8) != static_cast<int>(crc(ByteView(frame_).first(6)))) {
                frame_.erase(frame_.begin());
                continue;
            }
            const Bytes reply = obey(std::exchange(frame_, {}));
            said.insert(said.end(), reply.begin(), reply.end());
        }
        return said;
    }

    void elapse(Nanos by) override {
        if (by >= kSilence) frame_.clear();
        for (int n = 1; n <= channels(); ++n) {
            auto& [left, then] = timed_.at(static_cast<std::size_t>(n));
            if (left == Nanos{0}) continue;
            left = left > by ? left - by : Nanos{0};
            if (left == Nanos{0}) move(n, then);
        }
    }

private:
    struct Timed {
        Nanos left{0};
        Coil then = Coil::released;
    };

    [[nodiscard]] unsigned key(std::string_view name, int usual) const {
        return static_cast<unsigned>(facts_.value({.name = name, .usual = usual}));
    }

    Bytes obey(const Bytes& request) {
        const bool everybody = request[0] == 0;
        if (!everybody && request[0] != key("address", 1)) return {};
        const unsigned where = static_cast<unsigned>(request[2] << 8 | request[3]);
        const unsigned value = static_cast<unsigned>(request[4] << 8 | request[5]);
        Bytes reply;
        if (request[1] == key("write", 5))
            reply = put(request, where, value);
        else if (request[1] == key("read", 1))
            reply = get(request[1], where, value);
        else
            reply = refusal(request[1], no_function);
        if (everybody) return {};
        return reply;
    }

    [[nodiscard]] Bytes signed_off(Bytes reply) const {
        const unsigned sum = crc(reply);
        reply.push_back(low(sum));
        reply.push_back(high(sum));
        return reply;
    }
    [[nodiscard]] Bytes refusal(unsigned function, Exception why) const {
        return signed_off({low(key("address", 1)), low(function | 0x80U), why});
    }

    // The printed relay of a coil or register; 0 when there is none.
    [[nodiscard]] int relay(unsigned where) const {
        const int n = static_cast<int>(where) - static_cast<int>(key("coil", 0)) + 1;
        return has(n) ? n : 0;
    }

    Bytes put(const Bytes& request, unsigned where, unsigned value) {
        if (maker_ == Maker::waveshare && where >= 0x00ff) return put_many(request, where, value);
        const int n = relay(where);
        if (n == 0) return refusal(request[1], no_address);
        timed_.at(static_cast<std::size_t>(n)) = {};
        if (value == key("on", kOn))
            move(n, Coil::energised);
        else if (value == key("off", 0))
            move(n, Coil::released);
        else if (value == kToggle && maker_ == Maker::waveshare)
            move(coils() ^ RelayChannel::from(n)->bit());
        else
            return refusal(request[1], no_value);
        return request;
    }

    Bytes put_many(const Bytes& request, unsigned where, unsigned value) {
        const int n = static_cast<int>(where & 0xffU) + 1;
        const unsigned kind = where & 0xff00U;
        if (where == 0x00ff && (value == kOn || value == 0)) {
            timed_ = {};
            move(value == kOn ? all() : 0U);
            return request;
        }
        if ((kind != 0x0200 && kind != 0x0400) || !has(n)) return refusal(request[1], no_address);
        if (value == 0 || value > 0x7fff) return refusal(request[1], no_value);
        const Coil now = kind == 0x0200 ? Coil::energised : Coil::released;
        const Coil then = kind == 0x0200 ? Coil::released : Coil::energised;
        move(n, now);
        timed_.at(static_cast<std::size_t>(n)) = {kTick * static_cast<int>(value), then};
        return request;
    }

    [[nodiscard]] Bytes get(unsigned function, unsigned where, unsigned count) const {
        const auto own = static_cast<unsigned>(channels());
        const bool full = relay(where) == 1 && count == own;
        if (maker_ == Maker::waveshare && !full) return refusal(function, no_address);
        if (count == 0 || relay(where) == 0 || where - key("coil", 0) + count > own)
            return refusal(function, no_address);
        const unsigned shown = coils() >> (where - key("coil", 0));
        Bytes data;
        if (function <= 2) {
            for (unsigned i = 0; i < count; i += 8)
                data.push_back(low(shown >> i & ((1U << std::min(count - i, 8U)) - 1U)));
        } else {
            for (unsigned i = 0; i < count; ++i) {
                const unsigned value = (shown >> i & 1U) != 0 ? key("shown", 1) : 0;
                data.insert(data.end(), {high(value), low(value)});
            }
        }
        Bytes reply{low(key("address", 1)), low(function), low(static_cast<unsigned>(data.size()))};
        reply.insert(reply.end(), data.begin(), data.end());
        return signed_off(std::move(reply));
    }

    BoardFacts facts_;
    Maker maker_;
    Bytes frame_;
    std::array<Timed, 17> timed_{};  // by printed number
};

std::unique_ptr<BoardEmulator> made(const BoardFacts& facts, Maker maker) {
    if (facts.channels < 1 || facts.channels > 16) return nullptr;
    return std::make_unique<Modbus>(facts, maker);
}

}  // namespace

std::unique_ptr<BoardEmulator> make_modbus(const BoardFacts& facts) {
    return made(facts, Maker::any);
}

std::unique_ptr<BoardEmulator> make_modbus_flash(const BoardFacts& facts) {
    return made(facts, Maker::waveshare);
}

}  // namespace banc
