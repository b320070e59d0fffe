// SPDX-License-Identifier: EUPL-1.2
// Random evidence and terms over a few ticks of time, the same for the same seed on any machine.
#pragma once

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include "bench/scoring/evidence.h"

namespace banc {

constexpr int kTicks = 8;  // 0 .. 7, exam from 2 on: at most 4096 ways to fill in two facts
constexpr int kOpened = 2;
constexpr int kEnded = kTicks - 1;
constexpr int kAfter = kTicks + 2;  // the reading after the end comes before that

class Dice {
public:
    explicit Dice(std::uint32_t seed) : engine_(seed) {}
    // mt19937 alone is the same on every machine; distributions are not.
    int roll(int sides) { return static_cast<int>(engine_() % static_cast<std::uint32_t>(sides)); }
    Nanos tick() { return Nanos{roll(kTicks)}; }

    Evidence evidence() {
        Evidence out;
        std::uint64_t seq = 0;
        out.window = {Nanos{kOpened}, Nanos{kEnded}, Nanos{kEnded}, Nanos{kEnded + 3}};
        for (const auto* fact : {"a", "b"})
            for (out.events[fact]; roll(3) == 0;) {
                const bool told = roll(3) == 0;  // by two readings, the later perhaps after the end
                const Nanos at = told ? Nanos{roll(kAfter)} : tick();
                const Nanos before = told ? at - Nanos{1 + roll(4)} : Nanos{0};
                out.events[fact].push_back({at, ++seq, std::max(before, Nanos{0})});
            }
        for (const auto* fact : {"s", "t"})
            for (out.states[fact]; roll(5) < 3;)
                out.states[fact].push_back({tick(), roll(2) == 0, ++seq});
        for (const auto* fact : {"a", "b", "s", "t"}) out.coverage[fact] = intervals(seq);
        if (roll(3) == 0) {
            const Nanos from = tick();
            out.suspended.push_back({from, from + Nanos{roll(4)}, {++seq}});
        }
        in_order(out);
        return out;
    }

    Expression term() {
        static constexpr std::array kOps{Op::ever,   Op::never,  Op::before, Op::after,
                                         Op::within, Op::within, Op::held,   Op::count};
        static const std::array<std::string, 4> kFacts{"a", "b", "s", "t"};
        Expression e;
        const auto op = static_cast<std::size_t>(roll(8));
        e.op = kOps[op];
        e.fact = kFacts[static_cast<std::size_t>(roll(4))];
        if (e.op == Op::held) e.fact = roll(2) == 0 ? "s" : "t";
        if (e.op == Op::count) e.fact = roll(2) == 0 ? "a" : "b";
        const bool two = e.op == Op::before || e.op == Op::after || op == 4;
        if (two) e.other = kFacts[static_cast<std::size_t>(roll(4))];
        e.span = Nanos{1 + roll(kEnded - kOpened)};
        e.compare = static_cast<Compare>(roll(3));
        e.number = 1 + roll(2);
        return e;
    }

    std::vector<Interval> intervals(std::uint64_t& seq) {
        std::vector<Interval> out;
        if (roll(3) == 0) out.push_back({Nanos{0}, Nanos{roll(3) + kTicks - 3}, {++seq}});
        while (roll(2) == 0) {
            const Nanos from = tick();
            out.push_back({from, from + Nanos{roll(6)}, {++seq}});
        }
        return out;
    }

    static void in_order(Evidence& e) {
        const auto earlier = [](const auto& x, const auto& y) { return x.at < y.at; };
        for (auto& [id, v] : e.events) std::stable_sort(v.begin(), v.end(), earlier);
        for (auto& [id, v] : e.states) std::stable_sort(v.begin(), v.end(), earlier);
        for (auto& [id, v] : e.coverage)
            std::stable_sort(v.begin(), v.end(),
                             [](const auto& x, const auto& y) { return x.from < y.from; });
    }

private:
    std::mt19937 engine_;
};

}  // namespace banc
