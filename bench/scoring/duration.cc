// SPDX-License-Identifier: EUPL-1.2
// Durations as people write them in scenarios and bench files.
#include <algorithm>
#include <array>
#include <charconv>

#include "bench/scoring/expression.h"

namespace banc {
namespace {

struct Unit {
    std::string_view name;
    std::int64_t ns;
};
// Longest first: a unit may only be followed by a shorter one, and "m" alone is no unit.
constexpr std::array kUnits{
    Unit{"h", 3'600'000'000'000},
    Unit{"min", 60'000'000'000},
    Unit{"s", 1'000'000'000},
    Unit{"ms", 1'000'000},
};
// A week: no exam, session or bench waits longer, and sums stay far from overflowing.
constexpr std::int64_t kLongest = 7 * 24 * kUnits[0].ns;

tl::unexpected<Error> refuse(std::string_view source) {
    return fail(Errc::invalid, text("durée illisible « {} »", "unreadable duration \"{}\"", source),
                text("écrivez par exemple 30s, 5min, 1h30min ou 250ms, une semaine au plus",
                     "write for example 30s, 5min, 1h30min or 250ms, a week at most"));
}

}  // namespace

Result<Nanos> parse_duration(std::string_view source) {
    std::int64_t total = 0;
    std::size_t next_unit = 0;
    auto rest = source;
    do {
        const auto digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
        const auto letters = std::min(rest.find_first_of("0123456789", digits), rest.size());
        const auto name = rest.substr(digits, letters - digits);
        std::int64_t number = 0;
        const auto read = std::from_chars(rest.data(), rest.data() + digits, number);
        const bool leading_zero = digits > 1 && rest.front() == '0';
        while (next_unit < kUnits.size() && kUnits[next_unit].name != name) ++next_unit;
        if (read.ec != std::errc{} || leading_zero || next_unit == kUnits.size())
            return refuse(source);
        const auto unit = kUnits[next_unit++].ns;
        if (number > (kLongest - total) / unit) return refuse(source);
        total += number * unit;
        rest.remove_prefix(letters);
    } while (!rest.empty());
    return Nanos{total};
}

std::string duration_text(Nanos duration) {
    std::string out;
    auto rest = duration.count();
    for (const auto& unit : kUnits) {
        if (rest >= unit.ns) out += fmt::format("{}{}", rest / unit.ns, unit.name);
        rest %= unit.ns;
    }
    return out;
}

}  // namespace banc
