// SPDX-License-Identifier: EUPL-1.2
#include "bench/core/quantity.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace banc {
namespace {

constexpr int kNanoPower = 9;
constexpr std::size_t kDigitsMax = 30;  // a meter shows six; more is no number of a meter

constexpr std::array<std::string_view, 16> kUnits{"V", "A", "Ω", "Hz", "F", "°C",  "°F",  "K",
                                                  "%", "W", "s", "S",  "H", "dBm", "dBV", "RPM"};

// The ohm sign of Unicode is not the Greek letter, though they look the same.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kSpellings{
    {{"\u2126", "Ω"}, {"ohm", "Ω"}}};

constexpr std::array<std::pair<std::string_view, int>, 10> kPrefixes{{{"p", -12},
                                                                      {"n", -9},
                                                                      {"µ", -6},
                                                                      {"\u03bc", -6},
                                                                      {"u", -6},
                                                                      {"m", -3},
                                                                      {"k", 3},
                                                                      {"M", 6},
                                                                      {"G", 9},
                                                                      {"T", 12}}};

std::optional<std::string> unit_name(std::string_view text) {
    for (const auto& [spelt, name] : kSpellings)
        if (text == spelt) return std::string(name);
    if (std::find(kUnits.begin(), kUnits.end(), text) == kUnits.end()) return std::nullopt;
    return std::string(text);
}

// value * 10^power, or nothing when it does not fit.
std::optional<std::int64_t> scaled(std::int64_t value, int power) {
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    for (; power > 0 && value != 0; --power) {
        if (value > kMost / 10) return std::nullopt;
        value *= 10;
    }
    for (; power < 0 && value != 0; ++power) value /= 10;
    return value;
}

}  // namespace

std::optional<MeasuredUnit> parse_unit(std::string_view text) {
    if (text.empty()) return MeasuredUnit{};
    if (auto name = unit_name(text)) return MeasuredUnit{std::move(*name), 0};
    for (const auto& [prefix, power] : kPrefixes)
        if (text.starts_with(prefix))
            if (auto name = unit_name(text.substr(prefix.size())))
                return MeasuredUnit{std::move(*name), power};
    return std::nullopt;
}

std::optional<std::int64_t> parse_nano(std::string_view number, int power) {
    const bool negative = number.starts_with('-');
    if (negative || number.starts_with('+')) number.remove_prefix(1);
    const auto dot = number.find('.');
    const auto whole = number.substr(0, dot);
    const auto parts = dot == number.npos ? std::string_view{} : number.substr(dot + 1);
    if (whole.empty() || (dot != number.npos && parts.empty())) return std::nullopt;
    if (number.size() > kDigitsMax) return std::nullopt;
    // Digits past the nano-unit are cut off before they can overflow.
    const auto kept = std::clamp(kNanoPower + power, 0, static_cast<int>(parts.size()));
    std::int64_t value = 0;
    const auto take = [&](std::string_view digits) {
        return std::all_of(digits.begin(), digits.end(), [&](char c) {
            if (c < '0' || c > '9') return false;
            const auto tenfold = scaled(value, 1);
            if (!tenfold || *tenfold > std::numeric_limits<std::int64_t>::max() - 9) return false;
            value = *tenfold + (c - '0');
            return true;
        });
    };
    const auto lost = parts.substr(static_cast<std::size_t>(kept));
    if (lost.find_first_not_of("0123456789") != lost.npos) return std::nullopt;
    if (!take(whole) || !take(parts.substr(0, static_cast<std::size_t>(kept)))) return std::nullopt;
    const auto nano = scaled(value, kNanoPower + power - kept);
    return nano ? std::optional(negative ? -*nano : *nano) : std::nullopt;
}

std::optional<Quantity> parse_quantity(std::string_view text) {
    const auto blank = text.find(' ');
    if (blank == text.npos) return std::nullopt;
    const auto unit = parse_unit(text.substr(blank + 1));
    if (!unit || unit->name.empty()) return std::nullopt;
    const auto nano = parse_nano(text.substr(0, blank), unit->power);
    return nano ? std::optional(Quantity{*nano, unit->name}) : std::nullopt;
}

}  // namespace banc
