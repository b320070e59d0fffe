// SPDX-License-Identifier: EUPL-1.2
// Durations measured by hand, and what is said of them.
#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

namespace banc {

using Times = std::vector<double>;  // µs, or whatever the program prints

// at(times, 0.5) is the median.
inline double at(Times times, double share) {
    std::ranges::sort(times);
    return times.at(static_cast<std::size_t>(share * static_cast<double>(times.size() - 1)));
}

template <class Work>
double micros(const Work& work) {
    const auto from = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - from)
        .count();
}

}  // namespace banc
