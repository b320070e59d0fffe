// SPDX-License-Identifier: EUPL-1.2
// What the six raw bytes of an ATA attribute may be believed. Makers put what they like into them:
// one number, two counts side by side, a temperature with its extremes. The rules hold for any
// disk: how large the number can be at all, and the packings everybody uses.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace banc {

inline constexpr int kColdest = -40, kHottest = 125;           // what disks are sold for, and some
inline constexpr std::uint64_t kMostHours = 40ULL * 365 * 24;  // SMART is younger than that

// What an attribute counts, by the name libatasmart's table of quirks gives it for this model.
enum class RawKind {
    sectors,  // bad, reallocated, unreadable
    errors,   // any other count that stays small on a disk that still answers, and rates
    wear,     // starts, loads, power cycles
    hours,
    minutes,
    half_minutes,
    seconds,
    celsius,
    deci_celsius,
    volume,  // read or written: any number
};
RawKind raw_kind(std::string_view name);

struct RawValue {
    std::optional<std::int64_t> value;  // in the kind's unit, hours for all times
    bool suspect = false;               // the 48 bits are not that value
};
// `sectors`: the disk's size, 0 when unknown.
RawValue read_raw(RawKind kind, std::uint64_t raw, std::uint64_t sectors);

}  // namespace banc
