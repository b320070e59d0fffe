// SPDX-License-Identifier: EUPL-1.2
// A board in memory, seen from its plug: bytes in, bytes out, and contacts that can be looked at.
// Strict: what the real firmware does not understand moves nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "bench/core/bytes.h"
#include "drivers/relay/protocol.h"

namespace banc {

class BoardEmulator {
public:
    virtual ~BoardEmulator() = default;

    // The host writes: a report (SET_REPORT, interrupt OUT), or a piece of a serial stream, cut
    // anywhere. What the board says to it by itself: a serial answer, an interrupt IN report.
    // Empty: taken, which does not say that anything moved. nullopt: stall.
    virtual std::optional<Bytes> write(ByteView bytes, std::uint8_t report = 0) = 0;
    // The host asks: GET_REPORT of at most `wanted` bytes, the pins of a bit-bang chip. nullopt:
    // stall, as from boards that speak only when written to.
    virtual std::optional<Bytes> read(std::size_t wanted, std::uint8_t report = 0);
    // Time goes by, for boards that count it themselves.
    virtual void elapse(Nanos) {}

    // The copper, bit n-1 for relay n: what the wiring sees, whatever the register says.
    [[nodiscard]] std::uint16_t contacts() const { return contacts_; }
    // A finger on relay `channel` (printed number): register and contact go to rest.
    void release_by_hand(int channel);

    // Called after each change of contacts(), from inside the call that made it.
    std::function<void(std::uint16_t)> on_contacts;
    // What can be wrong with the board itself.
    bool frozen = false;      // acknowledges commands, and its register does not move
    std::uint16_t stuck = 0;  // these contacts stay where they are, whatever the register says

protected:
    // Coils at rest, as when power comes.
    explicit BoardEmulator(int channels) : channels_(channels) {}
    [[nodiscard]] int channels() const { return channels_; }
    [[nodiscard]] bool has(int channel) const { return channel >= 1 && channel <= channels_; }
    [[nodiscard]] unsigned all() const { return (1U << static_cast<unsigned>(channels_)) - 1U; }
    // The register.
    [[nodiscard]] unsigned coils() const { return coils_; }
    // The command was understood. Bits beyond the last relay are dropped.
    void move(unsigned coils);
    void move(int channel, Coil to);

private:
    void settle();

    int channels_;
    std::uint16_t coils_ = 0;
    std::uint16_t contacts_ = 0;
};

// The board that speaks this protocol (the word in boards.yaml), of the model that boards.yaml
// describes by `facts`. Null: nobody emulates it, or it does not exist with that many relays.
std::unique_ptr<BoardEmulator> make_emulator(std::string_view protocol, const BoardFacts& facts);

}  // namespace banc
