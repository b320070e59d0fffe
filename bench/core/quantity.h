// SPDX-License-Identifier: EUPL-1.2
// A measured value with its unit: "12.02 V", "470 mΩ". The journal has no floating-point numbers:
// values are integers of a thousand-millionth of the unit (12.02 V is 12 020 000 000).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace banc {

// What follows a number: a unit of a workshop's meters, with or without an SI prefix.
struct MeasuredUnit {
    std::string name;  // without its prefix: "V", "A", "Ω", "Hz", "F", "°C", "%"…; may be empty
    int power = 0;     // of ten, of the prefix
    friend bool operator==(const MeasuredUnit&, const MeasuredUnit&) = default;
};
std::optional<MeasuredUnit> parse_unit(std::string_view text);

// "-12.02" with a prefix of 10^power, in nano-units; digits past them are cut off. Nothing: no
// plain decimal number, or out of range (9 thousand millions of the unit).
std::optional<std::int64_t> parse_nano(std::string_view number, int power);

struct Quantity {
    std::int64_t nano = 0;
    std::string unit;
    friend bool operator==(const Quantity&, const Quantity&) = default;
};
// "NUMBER UNIT" with one blank between: "11.4 V".
std::optional<Quantity> parse_quantity(std::string_view text);

}  // namespace banc
