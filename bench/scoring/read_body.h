// SPDX-License-Identifier: EUPL-1.2
// Reads the body of a record without trusting its types: what is missing or of another type is
// simply not evidence, and no journal can make scoring throw or overflow.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "bench/journal/record.h"

namespace banc {

// 146 years of CLOCK_BOOTTIME: sums and differences of two such times stay within 64 bits.
constexpr Nanos kTimeMax{std::int64_t{1} << 62};

inline const Json& member(const Json& body, const char* key) {
    static const Json kNone;
    if (!body.is_object()) return kNone;
    const auto found = body.find(key);
    return found == body.end() ? kNone : *found;
}

inline std::string_view word_of(const Json& value) {
    const auto* text = value.get_ptr<const Json::string_t*>();
    return text ? std::string_view(*text) : std::string_view{};
}

inline std::optional<Nanos> time_of(const Json& value) {
    if (!value.is_number_integer()) return std::nullopt;
    const Nanos time{value.get<std::int64_t>()};
    if (time < Nanos{0} || time > kTimeMax) return std::nullopt;
    return time;
}

inline Nanos instant_of(const Record& record) {
    return std::clamp(record.at.since_boot, Nanos{0}, kTimeMax);
}

inline std::uint64_t number_of(const Json& value) {
    const auto time = time_of(value);
    return time ? static_cast<std::uint64_t>(time->count()) : 0;
}

}  // namespace banc
