// SPDX-License-Identifier: EUPL-1.2
// What a relay driver is: a pure translation between "relay 3 energised" and bytes. It never opens,
// reads, waits or logs.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/transport/transport.h"

namespace banc {

// A relay as printed on the board: numbered from 1.
class RelayChannel {
public:
    static constexpr std::optional<RelayChannel> from(int printed) {
        if (printed < 1 || printed > 16) return std::nullopt;
        return RelayChannel(static_cast<std::uint8_t>(printed));
    }
    [[nodiscard]] constexpr int printed() const { return n_; }
    [[nodiscard]] constexpr unsigned bit() const { return 1U << (n_ - 1U); }
    friend constexpr auto operator<=>(RelayChannel, RelayChannel) = default;

private:
    explicit constexpr RelayChannel(std::uint8_t n) : n_(n) {}
    std::uint8_t n_;
};

// The coil, not the wire: a released relay is healthy wiring (design.md §2.3).
enum class Coil { released, energised };

// Every coil of a board as its register reports it. A register is not the copper: a welded contact
// reads back perfectly.
struct Coils {
    std::uint16_t bits = 0;
    [[nodiscard]] constexpr Coil at(RelayChannel channel) const {
        return (bits & channel.bit()) != 0 ? Coil::energised : Coil::released;
    }
    friend constexpr bool operator==(Coils, Coils) = default;
};

// A coil that is to move, and where all of them stand: as read, or as last commanded on a board
// that can't be asked. Boards that take a whole bitmap need the others.
struct Move {
    RelayChannel channel;
    Coil to = Coil::released;
    Coils before;
    [[nodiscard]] constexpr Coils after() const {
        const unsigned others = before.bits & ~channel.bit();
        return {
            static_cast<std::uint16_t>(to == Coil::energised ? others | channel.bit() : others)};
    }
};

// A key a section of boards.yaml may set for this protocol, and what holds when it does not.
struct DialectKey {
    std::string_view name;
    int least = 0;
    int most = 0;
    int usual = 0;
};

// What boards.yaml says of the model. `dialect` holds the values in which models of one protocol
// differ (a Modbus board's address); its keys are those of RelayProtocol::dialect, all present.
struct BoardFacts {
    int channels = 0;  // 1-16
    std::map<std::string, int, std::less<>> dialect{};
    [[nodiscard]] unsigned all() const { return (1U << static_cast<unsigned>(channels)) - 1U; }
    [[nodiscard]] int value(const DialectKey& key) const {
        const auto said = dialect.find(key.name);
        return said == dialect.end() ? key.usual : said->second;
    }
};

using Frames = std::vector<Exchange>;  // in order, each answered before the next is sent
using Replies = std::span<const Bytes>;

// All that differs from one board to the next. Frames say states ("on"), never changes ("toggle"):
// what is sent may be sent again after a bus error. What a board can't do is null.
struct RelayProtocol {
    std::string_view name;  // the word used in boards.yaml
    Frames (*set)(const Move&, const BoardFacts&) = nullptr;
    // One frame that puts every contact at rest, whatever the board was told before.
    Frames (*all_released)(const BoardFacts&) = nullptr;
    // Asks the register, and reads what came back. Both or none.
    Frames (*query)(const BoardFacts&) = nullptr;
    Result<Coils> (*parse)(Replies, const BoardFacts&) = nullptr;
    // Whether the reply to one frame of set() or all_released() is the acknowledgement it should
    // be. Null: such a frame has no reply.
    Result<void> (*accept)(const Exchange& sent, ByteView reply) = nullptr;
    // Sent once, when the connection is made and before anything else; the replies prove that it is
    // this kind of board. `started` is asked after each reply, with the replies so far: a board
    // that answers wrong is sent nothing more. Of a board that can't be asked, every contact is at
    // rest after the last frame.
    Frames (*start)(const BoardFacts&) = nullptr;
    Result<void> (*started)(Replies, const BoardFacts&) = nullptr;
    // The board takes a second start for an order: what came back or did not, it is never repeated.
    bool start_once = false;
    // Asks the serial number, with frames that switch nothing. Both or none.
    Frames (*ask_serial)(const BoardFacts&) = nullptr;
    std::string (*serial)(Replies) = nullptr;
    // Sent when a trainer adopts the board: its own power-on state to rest, its own timers cleared.
    Frames (*adopt)(const BoardFacts&) = nullptr;
    // The board itself energises the contact for this long. `longest`: what it can count to.
    Frames (*pulse)(RelayChannel, Nanos, const BoardFacts&) = nullptr;
    Nanos longest_pulse{0};
    std::span<const DialectKey> dialect{};
};

// The list a person can read: drivers/relay/registry.cc.
std::span<const RelayProtocol* const> relay_protocols();
const RelayProtocol* find_relay_protocol(std::string_view name);

}  // namespace banc
