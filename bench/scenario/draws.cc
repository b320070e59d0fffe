// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/draws.h"

#include <algorithm>
#include <limits>
#include <set>

namespace banc {
namespace {

// Enough to meet every one of 16 equally likely draws but once in a million.
constexpr std::uint64_t kSeedsLooked = 300;
constexpr std::uint64_t kSeedMost = std::numeric_limits<std::int64_t>::max();  // as in journals

using Value = std::pair<const std::string, std::string>;

std::vector<Draw> on_offer(const Scenario& scenario, std::uint64_t seed) {
    std::vector<Draw> draws;
    std::set<Parameters> known;
    for (std::uint64_t n = 0; n < kSeedsLooked && n <= kSeedMost - seed; ++n) {
        auto values = draw(scenario, seed + n);
        if (known.insert(values).second) draws.push_back({seed + n, std::move(values)});
    }
    return draws;
}

}  // namespace

std::vector<Draw> different_draws(const Scenario& scenario, std::uint64_t seed, std::size_t most) {
    auto left = on_offer(scenario, seed);
    std::vector<Draw> chosen;
    std::set<Value> tried;
    const auto news = [&tried](const Draw& one) {
        return std::ranges::count_if(one.values,
                                     [&](const Value& value) { return !tried.contains(value); });
    };
    while (chosen.size() < most && !left.empty()) {
        const auto best = std::ranges::max_element(left, {}, news);  // the first of equals
        tried.insert(best->values.begin(), best->values.end());
        chosen.push_back(std::move(*best));
        left.erase(best);
    }
    return chosen;
}

}  // namespace banc
