// SPDX-License-Identifier: EUPL-1.2
// The one authorised end of a candidate's phase (design.md §2.11): opening + allotted × factor,
// rounded up to the second, + credited pauses + extensions. A late arrival does not move it.
#pragma once

#include "bench/core/time.h"

namespace banc {

// Extra time as a ratio, 4/3 for "un tiers temps"; never a reason.
struct Factor {
    int numerator = 1;
    int denominator = 1;
};

struct ExamClock {
    Nanos opened{0};
    Nanos allotted{0};
    Factor factor;
    Nanos credited{0};
    Nanos extended{0};

    [[nodiscard]] constexpr Nanos granted() const {
        constexpr std::int64_t second = 1'000'000'000;
        const std::int64_t scaled = allotted.count() * factor.numerator;
        const std::int64_t unit = second * factor.denominator;
        return Nanos{(scaled + unit - 1) / unit * second} + credited + extended;
    }
    [[nodiscard]] constexpr Nanos end() const { return opened + granted(); }
    [[nodiscard]] constexpr Nanos left(Nanos now) const { return end() - now; }
};

}  // namespace banc
