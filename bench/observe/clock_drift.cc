// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/clock_drift.h"

#include <charconv>
#include <optional>

namespace banc {
namespace {

constexpr std::int64_t kLatest_s = 1'000'000'000'000;  // far from where a subtraction overflows

std::optional<std::int64_t> plausible_time(const AgentRow& row, const std::string& key) {
    const auto told = row.find(key);
    if (told == row.end()) return std::nullopt;
    std::int64_t time_s = 0;
    const auto* end = told->second.data() + told->second.size();
    const auto read = std::from_chars(told->second.data(), end, time_s);
    const bool whole = read.ec == std::errc{} && read.ptr == end;
    return whole && time_s >= 0 && time_s <= kLatest_s ? std::optional(time_s) : std::nullopt;
}

}  // namespace

void add_clock_drift(AgentAnswer& answer) {
    const auto here_s = answer.answered.wall.unix_ns / 1'000'000'000;
    for (auto& row : answer.rows)
        for (const std::string clock : {"", "rtc_"}) {
            const auto there_s = plausible_time(row, clock + "epoch_s");
            row.erase(clock + "drift_s");
            if (there_s) row[clock + "drift_s"] = std::to_string(*there_s - here_s);
        }
}

}  // namespace banc
