// SPDX-License-Identifier: EUPL-1.2
#include "reports/scale.h"

#include <catch2/catch.hpp>

using namespace banc::report;
using namespace std::chrono_literals;

TEST_CASE("equal times take equal widths", "[reports]") {
    const Scale scale({-30s, 90s}, 8, 812);
    CHECK(scale.x(-30s) == Approx(8));
    CHECK(scale.x(90s) == Approx(812));
    CHECK(scale.x(0s) - scale.x(-30s) == Approx((812 - 8) * 30.0 / 120));
    CHECK(scale.x(60s) - scale.x(50s) == Approx(scale.x(-10s) - scale.x(-20s)));
}

TEST_CASE("a time outside the drawing lands on its edge", "[reports]") {
    const Scale scale({0s, 60s}, 10, 110);
    CHECK(scale.x(-5s) == Approx(10));
    CHECK(scale.x(61s) == Approx(110));
}

TEST_CASE("a wait that is cut out leaves one scale on both sides", "[reports]") {
    const Scale scale({-1000s, 100s}, 0, 800, banc::report::TimeSpan{-980s, -10s});
    CHECK(scale.x(-980s) - scale.x(-990s) == Approx(scale.x(50s) - scale.x(40s)));
    CHECK(scale.x(-10s) - scale.x(-980s) == Approx(Scale::kGap));
    CHECK(scale.x(100s) == Approx(800));
}

TEST_CASE("only a wait that would dwarf the exam is cut out", "[reports]") {
    CHECK_FALSE(wait_to_cut({-30s, 100s}, {-20s, 0s}));
    CHECK(wait_to_cut({-1000s, 100s}, {-990s, 0s}));
}

TEST_CASE("ticks are round, apart, and none lies in the cut", "[reports]") {
    const Scale plain({-44s, 105s}, 0, 800);
    for (const auto tick : plain.ticks()) CHECK(tick % 15s == 0s);
    CHECK(plain.ticks().front() == -30s);
    const Scale cut({-1920s, 1260s}, 0, 800, banc::report::TimeSpan{-1900s, -2s});
    CHECK_FALSE(cut.ticks().empty());
    for (const auto tick : cut.ticks()) CHECK_FALSE((tick > -1900s && tick < -2s));
}

namespace {

double leader_of(const Placed& p) { return p.side == Side::below ? p.from : p.to; }

bool same_place(const Placed& a, const Placed& b) {
    return a.side == b.side && a.row == b.row && a.from < b.to && b.from < a.to;
}

bool crosses(const Placed& leader, const Placed& label) {
    return leader.side == label.side && leader.row > label.row && leader_of(leader) > label.from &&
           leader_of(leader) < label.to;
}

// Deterministic and unruly: 24 labels of many widths, many of them at nearly the same moment.
std::vector<Label> crowd(unsigned seed) {
    std::vector<Label> out;
    double x = 8;
    for (int i = 0; i < 24; ++i) {
        seed = seed * 1103515245u + 12345u;
        x += seed >> 16 & 31u;
        out.push_back({x, 40.0 + (seed >> 8 & 255u)});
    }
    return out;
}

}  // namespace

TEST_CASE("labels never overlap and no leader runs through one", "[reports]") {
    const auto seed = GENERATE(range(1u, 60u));
    const auto placed = stagger(crowd(seed), 812);
    for (std::size_t i = 0; i < placed.size(); ++i)
        for (std::size_t j = 0; j < placed.size(); ++j) {
            if (i == j) continue;
            CAPTURE(seed, i, j);
            CHECK_FALSE(same_place(placed[i], placed[j]));
            CHECK_FALSE(crosses(placed[i], placed[j]));
        }
}

TEST_CASE("labels stay on the drawing", "[reports]") {
    for (const auto& p : stagger(crowd(7), 812)) CHECK(p.to <= 812);
}
