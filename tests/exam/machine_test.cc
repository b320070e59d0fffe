// SPDX-License-Identifier: EUPL-1.2
#include "bench/exam/machine.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "bench/exam/clock.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

constexpr std::array kSignals{
    Signal::healthy_proven, Signal::symptom_proven, Signal::start,       Signal::suspend,
    Signal::resume,         Signal::candidate_done, Signal::time_up,     Signal::check_done,
    Signal::seal,           Signal::next_phase,     Signal::assess,      Signal::close_unjudged,
    Signal::close,          Signal::abort,          Signal::bench_failed};

// The life of an exam as design.md §6 draws it, written a second time.
const std::set<std::string> kLife{
    "planned healthy_proven armed", "armed symptom_proven injected",
    "injected start running",       "running suspend suspended",
    "suspended resume running",     "running candidate_done ended",
    "running time_up ended",        "ended check_done verified",
    "verified seal sealed",         "sealed next_phase planned",
    "verified assess assessed",     "verified close_unjudged closed",
    "assessed close closed",
};

std::string said(Phase from, Signal on) {
    if (std::set{Phase::closed, Phase::aborted, Phase::bench_fault}.contains(from))
        return "refused";
    if (on == Signal::abort) return "aborted";
    if (on == Signal::bench_failed) return "bench-fault";
    for (const auto& line : kLife)
        if (line.starts_with(fmt::format("{} {} ", word(from), word(on))))
            return line.substr(line.rfind(' ') + 1);
    return "refused";
}

}  // namespace

TEST_CASE("every state meets every signal as the design says", "[exam][machine]") {
    for (const auto from : kPhases)
        for (const auto on : kSignals) {
            CAPTURE(std::string(word(from)), std::string(word(on)));
            const auto to = next(from, on);
            CHECK((to ? word(*to) : "refused") == said(from, on));
        }
}

TEST_CASE("a fault can't be scored before its symptom was seen", "[exam][machine]") {
    CHECK_FALSE(next(Phase::armed, Signal::start));
    CHECK_FALSE(next(Phase::planned, Signal::start));
    CHECK_FALSE(next(Phase::running, Signal::check_done));
}

TEST_CASE("extra time is a ratio, rounded up to the second", "[exam][clock]") {
    ExamClock clock{100s, 10min, {4, 3}, 0s, 0s};
    CHECK(clock.granted() == 800s);
    clock.allotted = 100s;
    CHECK(clock.granted() == 134s);  // 133.33 s
    clock.factor = {1, 1};
    CHECK(clock.granted() == 100s);
}

TEST_CASE("pauses and extensions move the end, a late arrival does not", "[exam][clock]") {
    ExamClock clock{100s, 10min, {1, 1}, 30s, 60s};
    CHECK(clock.end() == 100s + 10min + 90s);
    CHECK(clock.left(400s) == 390s);
}
