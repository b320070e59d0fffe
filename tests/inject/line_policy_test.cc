// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/line_policy.h"

#include <catch2/catch.hpp>

using namespace banc;
using namespace std::chrono_literals;

namespace {

constexpr Nanos kNow = 100s;

LineConfig line(std::string name) {
    LineConfig out;
    out.name = std::move(name);
    out.board = "relais";
    out.voltage = "TBTS";
    out.min_gap = 1s;
    out.min_dwell = 2s;
    return out;
}

struct Asked {
    Asked() { bench.lines = {line("pc.disk0.power"), line("pc.disk1.power")}; }
    [[nodiscard]] LineVerdict to(Position position) const {
        return may_move({bench, standings, kNow}, bench.lines[0], position);
    }
    BenchConfig bench;
    Standings standings;
};

}  // namespace

TEST_CASE("a line moves only where every rule allows it", "[inject][policy]") {
    const auto [broken, rule] = GENERATE(table<void (*)(Asked&), std::optional<LineRule>>({
        {[](Asked&) {}, std::nullopt},
        {[](Asked& a) { a.bench.lines[0].energises = true; }, LineRule::energises},
        {[](Asked& a) { a.bench.lines[0].voltage = "BT"; }, LineRule::voltage},
        {[](Asked& a) {
             a.bench.lines[0].voltage = "BT";
             a.bench.boards.push_back({"relais", "", {}, {}, true});
         },
         std::nullopt},
        {[](Asked& a) {
             a.bench.lines[0].voltage = "BT";
             a.bench.boards.push_back({"autre", "", {}, {}, true});
         },
         LineRule::voltage},
        {[](Asked& a) {
             a.bench.lines[0].group = a.bench.lines[1].group = "disques";
             a.standings["pc.disk1.power"].position = Position::fault;
         },
         LineRule::group},
        {[](Asked& a) {
             a.bench.lines[0].group = a.bench.lines[1].group = "disques";
             a.standings["pc.disk0.power"].position = Position::fault;  // itself
         },
         std::nullopt},
        {[](Asked& a) { a.standings["pc.disk1.power"].position = Position::fault; },
         std::nullopt},  // no group
        {[](Asked& a) { a.standings["pc.disk0.power"].switchings = kRatedSwitchings; },
         LineRule::wear},
        {[](Asked& a) { a.standings["pc.disk0.power"].switchings = kRatedSwitchings - 1; },
         std::nullopt},
    }));
    Asked asked;
    broken(asked);
    CHECK(asked.to(Position::fault).forbidden == rule);
    const bool never = rule == LineRule::energises;
    CHECK(asked.to(Position::healthy).forbidden.has_value() == never);  // rest is never forbidden
    if (!rule) return;
    const auto told = refusal(*rule, asked.bench.lines[0], "pc.disk1.power");
    CHECK(told.code == Errc::refused);
    CHECK_THAT(told.what.en, Catch::Contains("pc.disk0.power"));
}

TEST_CASE("a line stays where it is for its dwell, and its contact rests for its gap",
          "[inject][policy]") {
    const auto [moved, wait] = GENERATE(table<Nanos, Nanos>(
        {{0s, 0s}, {kNow, 2s}, {kNow - 500ms, 1500ms}, {kNow - 2s, 0s}, {kNow - 1h, 0s}}));
    Asked asked;
    asked.standings["pc.disk0.power"].moved = moved;
    CHECK(asked.to(Position::fault).wait == wait);
    CHECK(asked.to(Position::healthy).wait == wait);
}
