// SPDX-License-Identifier: EUPL-1.2
#include "drivers/meter/sigrok_reading.h"

#include <algorithm>
#include <array>

#include "bench/core/quantity.h"

namespace banc {
namespace {

constexpr std::size_t kLineMax = 128;    // the longest of them has 40 characters
constexpr std::size_t kChannelMax = 32;  // "P1", "CH1", "VDC"

// Flags of libsigrok's measurements (SR_MQFLAG_…), as its text output spells them.
constexpr std::array<std::string_view, 14> kFlags{"AC",  "DC",       "RMS",    "DIODE",   "HOLD",
                                                  "MAX", "MIN",      "AUTO",   "REL",     "AVG",
                                                  "REF", "UNSTABLE", "4-WIRE", "DURATION"};

bool is_flag(std::string_view word) {
    return std::find(kFlags.begin(), kFlags.end(), word) != kFlags.end();
}

bool is_over_range(std::string_view word) {
    return word == "inf" || word == "-inf" || word == "OL" || word == "-OL";
}

// The next word, taken off the front.
std::string_view next_word(std::string_view& rest) {
    const auto blank = std::min(rest.find(' '), rest.size());
    const auto word = rest.substr(0, blank);
    rest.remove_prefix(std::min(blank + 1, rest.size()));
    return word;
}

bool is_channel(std::string_view text) {
    return !text.empty() && text.size() <= kChannelMax && text.find(' ') == text.npos;
}

}  // namespace

bool MeterReading::has(std::string_view flag) const {
    return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

std::optional<MeterReading> parse_sigrok_line(std::string_view line) {
    const auto colon = line.find(": ");
    if (line.size() > kLineMax || colon == line.npos || !is_channel(line.substr(0, colon)))
        return std::nullopt;
    auto rest = line.substr(colon + 2);
    MeterReading reading{std::string(line.substr(0, colon)), {}, {}, {}, std::string(rest)};
    const auto number = next_word(rest);
    const auto after = rest;
    auto word = next_word(rest);
    if (is_flag(word)) {  // a bare number: a ratio, a count
        rest = after;
        word = {};
    }
    const auto unit = parse_unit(word);
    if (!unit) return std::nullopt;
    reading.unit = unit->name;
    reading.nano = parse_nano(number, unit->power);
    if (!reading.nano && !is_over_range(number)) return std::nullopt;
    while (!rest.empty()) {
        const auto flag = next_word(rest);
        if (!is_flag(flag)) return std::nullopt;
        reading.flags.emplace_back(flag);
    }
    return reading;
}

}  // namespace banc
