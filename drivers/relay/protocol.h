// SPDX-License-Identifier: EUPL-1.2
// What a relay driver is: a pure translation between "relay 3 closed" and bytes. It never opens,
// reads, waits or logs.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

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

// All that differs from one board to the next.
struct RelayProtocol {
    std::string_view name;  // the word used in boards.yaml
    Exchange (*set)(RelayChannel, Coil);
    Exchange (*all_released)();  // null: no such frame
    Exchange (*query)();         // null: this board can't be asked what it did
    Result<Coils> (*parse)(ByteView reply);
    // The serial number inside the same reply. Null: boards of this kind carry none.
    std::string (*serial)(ByteView reply) = nullptr;
};

// The list a person can read: drivers/relay/registry.cc.
std::span<const RelayProtocol* const> relay_protocols();
const RelayProtocol* find_relay_protocol(std::string_view name);

}  // namespace banc
