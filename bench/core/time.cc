// SPDX-License-Identifier: EUPL-1.2
#include "bench/core/time.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

namespace banc {
namespace {

std::int64_t read_clock(clockid_t id) {
    timespec t{};
    clock_gettime(id, &t);
    return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

}  // namespace

Instant system_now() {
    return {Nanos{read_clock(CLOCK_BOOTTIME)}, WallTime{read_clock(CLOCK_REALTIME)}};
}

std::string iso8601_utc(WallTime wall) {
    const auto seconds = static_cast<std::time_t>(wall.unix_ns / 1'000'000'000);
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(seconds));
}

std::string clock_text(Nanos elapsed) {
    const auto total = std::chrono::duration_cast<std::chrono::seconds>(elapsed).count();
    const bool negative = total < 0;
    const auto s = negative ? -total : total;
    const auto body = s >= 3600 ? fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
                                : fmt::format("{:02}:{:02}", s / 60, s % 60);
    return negative ? "-" + body : body;
}

}  // namespace banc
