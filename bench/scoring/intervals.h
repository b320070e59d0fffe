// SPDX-License-Identifier: EUPL-1.2
// Sets of intervals of whole nanoseconds, both ends included.
#pragma once

#include <algorithm>
#include <vector>

#include "bench/scoring/evidence.h"

namespace banc {

// In the order of time, those that overlap or touch joined, with the records of both.
inline std::vector<Interval> joined(std::vector<Interval> parts) {
    std::sort(parts.begin(), parts.end(),
              [](const Interval& a, const Interval& b) { return a.from < b.from; });
    std::vector<Interval> out;
    for (auto& part : parts) {
        if (out.empty() || part.from > out.back().to + Nanos{1}) {
            out.push_back(std::move(part));
            continue;
        }
        auto& last = out.back();
        last.to = std::max(last.to, part.to);
        last.seqs.insert(last.seqs.end(), part.seqs.begin(), part.seqs.end());
    }
    return out;
}

}  // namespace banc
