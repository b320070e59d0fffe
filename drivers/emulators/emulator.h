// SPDX-License-Identifier: EUPL-1.2
// A relay board in memory, seen from its USB plug: feature reports in, feature reports out, and
// contacts that can be looked at. Strict: what the real firmware does not understand moves nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "bench/core/bytes.h"

namespace banc {

class BoardEmulator {
public:
    virtual ~BoardEmulator() = default;

    // SET_REPORT. Empty bytes: taken, which does not say that anything moved. nullopt: stall.
    virtual std::optional<Bytes> set_report(ByteView report) = 0;
    // GET_REPORT of at most `wanted` bytes. nullopt: stall.
    virtual std::optional<Bytes> get_report(std::size_t wanted) = 0;

    // The copper, bit n-1 for relay n: what the wiring sees, whatever the register says.
    [[nodiscard]] virtual std::uint16_t contacts() const = 0;
    // A finger on relay `channel` (printed number): register and contact go to rest.
    virtual void release_by_hand(int channel) = 0;

    // Called after each change of contacts(), from inside the call that made it.
    std::function<void(std::uint16_t)> on_contacts;
};

// The board that speaks this protocol (the word in boards.yaml). Null: nobody emulates it, or it
// does not exist with that many relays.
std::unique_ptr<BoardEmulator> make_emulator(std::string_view protocol, int channels);

}  // namespace banc
