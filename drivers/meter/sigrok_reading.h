// SPDX-License-Identifier: EUPL-1.2
// What a meter shows, as `sigrok-cli` prints it: "P1: 12.02 V DC AUTO". Pure: it takes whatever a
// child process may print.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banc {

struct MeterReading {
    std::string channel;               // "P1", "A0"
    std::optional<std::int64_t> nano;  // of the unit without prefix; none: over its range ("OL")
    std::string unit;                  // bench/core/quantity.h
    std::vector<std::string> flags;    // "DC", "AC", "RMS", "HOLD", "AUTO"…, in their order
    std::string text;                  // what stood after the channel

    [[nodiscard]] bool has(std::string_view flag) const;
};

// One line without its end, of the `analog` output of sigrok-cli 0.7 (also with an SI prefix, as
// `meter` instruments print it). Nothing for everything else: frames, headers, noise.
std::optional<MeterReading> parse_sigrok_line(std::string_view line);

}  // namespace banc
