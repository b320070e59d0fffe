// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/draws.h"

#include <catch2/catch.hpp>
#include <limits>
#include <set>

using banc::different_draws;

namespace {

banc::Scenario with(std::map<std::string, std::vector<std::string>> parameters) {
    banc::Scenario scenario;
    scenario.parameters = std::move(parameters);
    return scenario;
}

}  // namespace

TEST_CASE("draws of a scenario differ, begin with the seed's own, and are its seed's",
          "[scenario]") {
    const auto scenario = with({{"a", {"1", "2", "3"}}, {"b", {"x", "y"}}});
    const auto most = GENERATE(1U, 4U, 6U, 8U);
    const auto draws = different_draws(scenario, 11, most);
    REQUIRE(draws.size() == std::min(most, 6U));
    CHECK(draws.front().seed == 11);
    std::set<banc::Parameters> seen;
    for (const auto& one : draws) {
        CHECK(one.values == banc::draw(scenario, one.seed));
        CHECK(seen.insert(one.values).second);
    }
}

TEST_CASE("as many draws as the longest list has values try every value", "[scenario]") {
    const auto scenario = with({{"a", {"1", "2", "3", "4"}}, {"b", {"x", "y", "z"}}});
    const auto seed = GENERATE(0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U);
    std::set<std::string> tried;
    for (const auto& one : different_draws(scenario, seed, 4))
        for (const auto& [name, value] : one.values) tried.insert(name + value);
    CHECK(tried == std::set<std::string>{"a1", "a2", "a3", "a4", "bx", "by", "bz"});
}

TEST_CASE("without parameters, or without a seed after it, there is one draw", "[scenario]") {
    CHECK(different_draws(with({}), 5, 8).size() == 1);
    const auto last = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    const auto draws = different_draws(with({{"a", {"1", "2"}}}), last, 8);
    REQUIRE(draws.size() == 1);
    CHECK(draws.front().seed == last);
}
