// SPDX-License-Identifier: EUPL-1.2
// Two clocks, two fields: monotonic for arithmetic, wall for people. They travel together.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace banc {

using Nanos = std::chrono::nanoseconds;

// The wall half can be printed, stored and compared with another wall clock; never arithmetic.
struct WallTime {
    std::int64_t unix_ns = 0;
    friend auto operator<=>(WallTime, WallTime) = default;
};

// CLOCK_BOOTTIME, which counts a suspend of the controller (steady_clock does not), and
// CLOCK_REALTIME at the same moment.
struct Instant {
    Nanos since_boot{0};
    WallTime wall;
};

Instant system_now();

// "2026-06-12T14:03:27Z" for machines, "12/06/2026 14:03:27" (in the given offset) for people.
std::string iso8601_utc(WallTime wall);
// "03:27" or "1:03:27": elapsed time for people. Negative values carry a minus sign.
std::string clock_text(Nanos elapsed);

}  // namespace banc
