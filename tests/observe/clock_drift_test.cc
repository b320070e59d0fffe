// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/clock_drift.h"

#include <catch2/catch.hpp>

using namespace banc;

namespace {

constexpr std::int64_t kNoon_s = 1'795'305'600;

// What `row` is at noon, half a second past.
AgentRow at_noon(AgentRow row) {
    AgentAnswer answer;
    answer.answered.wall.unix_ns = kNoon_s * 1'000'000'000 + 500'000'000;
    answer.rows = {std::move(row)};
    add_clock_drift(answer);
    return answer.rows.front();
}

}  // namespace

TEST_CASE("each clock of the PC is told from the controller's", "[observe][drift]") {
    const auto row = at_noon({{"epoch_s", "1795305597"}, {"rtc_epoch_s", "1826841600"}});
    CHECK(row.at("drift_s") == "-3");
    CHECK(row.at("rtc_drift_s") == "31536000");
    CHECK(row.at("epoch_s") == "1795305597");
}

TEST_CASE("what the PC says of its own drift is worth nothing", "[observe][drift]") {
    const auto row = at_noon({{"epoch_s", "0"}, {"drift_s", "0"}, {"rtc_drift_s", "0"}});
    CHECK(row == AgentRow{{"epoch_s", "0"}, {"drift_s", "-1795305600"}});
}

TEST_CASE("a clock without a plausible time has no drift", "[observe][drift]") {
    const std::string told = GENERATE("", "-1", "12h", "1e9", "1000000000001",
                                      "-9223372036854775808", "9223372036854775808");
    const AgentRow row{{"epoch_s", told}};
    CHECK(at_noon(row) == row);
}
