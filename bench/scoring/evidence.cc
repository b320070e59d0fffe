// SPDX-License-Identifier: EUPL-1.2
#include "bench/scoring/evidence.h"

#include <algorithm>

#include "bench/scoring/intervals.h"

namespace banc {
namespace {

constexpr Nanos kTick{1};
using Faults = std::vector<Interval>;

// The first fault that ends at `instant` or later.
Faults::const_iterator fault_at(const Faults& faults, Nanos instant) {
    return std::partition_point(faults.begin(), faults.end(),
                                [&](const Interval& f) { return f.to < instant; });
}

Nanos from(const Occurrence& o) { return o.after() + kTick; }
Nanos from(const Sample& s) { return s.at; }
Nanos over(const Occurrence& o) { return o.at; }
Nanos over(const Sample& s) { return std::max(s.at, s.answered); }

template <class T>
bool touched(const T& one, const Faults& faults) {
    const auto fault = fault_at(faults, from(one));
    return fault != faults.end() && fault->from <= over(one);
}

// The faults, and the time of what they touch: whether it came in them nobody can tell.
Faults spoilt(const std::vector<Occurrence>& seen, const Faults& faults) {
    auto out = faults;
    for (const auto& o : seen)
        if (touched(o, faults)) out.push_back({from(o), over(o), {}});
    return joined(std::move(out));
}

template <class T>
void drop_touched(std::vector<T>& seen, const Faults& faults) {
    std::erase_if(seen, [&](const T& one) { return touched(one, faults); });
}

std::vector<Interval> outside(const std::vector<Interval>& coverage, const Faults& faults) {
    std::vector<Interval> out;
    for (const auto& interval : coverage) {
        Nanos from = interval.from;
        for (auto f = fault_at(faults, from); f != faults.end() && f->from <= interval.to; ++f) {
            if (from < f->from) out.push_back({from, f->from - kTick, interval.seqs});
            from = f->to + kTick;
        }
        if (from <= interval.to) out.push_back({from, interval.to, interval.seqs});
    }
    return out;
}

}  // namespace

std::string_view word(Finding f) {
    switch (f) {
        case Finding::true_: return "true";
        case Finding::false_: return "false";
        case Finding::unknown: return "unknown";
    }
    return "?";
}

Evidence masked(const Evidence& evidence) {
    auto out = evidence;
    for (auto& [id, covered] : out.coverage) {
        const auto events = evidence.events.find(id);
        const bool event = events != evidence.events.end();
        covered = outside(covered, event ? spoilt(events->second, evidence.bench_faults)
                                         : evidence.bench_faults);
    }
    for (auto& [id, events] : out.events) drop_touched(events, evidence.bench_faults);
    for (auto& [id, samples] : out.states) drop_touched(samples, evidence.bench_faults);
    std::erase_if(out.just_after,
                  [&](const auto& next) { return touched(next.second, evidence.bench_faults); });
    return out;
}

}  // namespace banc
