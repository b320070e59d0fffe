// SPDX-License-Identifier: EUPL-1.2
// Reading one field of a JSON object that anybody may have written: the wrong type is "not there".
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "bench/core/json.h"
#include "bench/journal/crypto.h"

namespace banc {

// Empty when it is not there.
inline std::string text_field(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

// Integers from 0 to 2^63 - 1.
inline std::optional<std::uint64_t> count_field(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_unsigned()) return std::nullopt;
    const auto value = found->get<std::uint64_t>();
    if (value > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) return std::nullopt;
    return value;
}

// Exactly as many bytes as `Array` holds, in lower-case hexadecimal.
template <class Array>
std::optional<Array> hash_field(const Json& object, const char* key) {
    const auto bytes = unhex(text_field(object, key));
    Array out{};
    if (!bytes || bytes->size() != out.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), out.begin());
    return out;
}

}  // namespace banc
