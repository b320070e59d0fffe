// SPDX-License-Identifier: EUPL-1.2
#include "bench/guard/orphan_table.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace banc;

namespace {

std::vector<LineCase> every_case() {
    std::vector<LineCase> all;
    for (const auto daemon : {DaemonLife::beating, DaemonLife::silent, DaemonLife::killed,
                              DaemonLife::unkillable, DaemonLife::gone})
        for (const auto parting : {Parting::none, Parting::goodbye})
            for (const auto rule : {OrphanRule::energises, OrphanRule::rest, OrphanRule::hold})
                for (const auto in : {Announced::in, Announced::out})
                    for (const auto hold : {HoldTime::running, HoldTime::over})
                        all.push_back({daemon, parting, rule, in, hold});
    return all;
}

}  // namespace

TEST_CASE("the guard kills a silent daemon before it touches a board", "[guard][table]") {
    CHECK(step_for(DaemonLife::beating) == DaemonStep::watch);
    CHECK(step_for(DaemonLife::silent) == DaemonStep::kill);
    CHECK(step_for(DaemonLife::killed) == DaemonStep::watch);
    CHECK(step_for(DaemonLife::unkillable) == DaemonStep::take_over);
    CHECK(step_for(DaemonLife::gone) == DaemonStep::take_over);
}

TEST_CASE("what becomes of a line, in every case", "[guard][table]") {
    const auto all = every_case();
    REQUIRE(all.size() == 120);
    for (const auto& line : all) {
        CAPTURE(static_cast<int>(line.daemon), static_cast<int>(line.parting),
                static_cast<int>(line.rule), static_cast<int>(line.announced),
                static_cast<int>(line.hold));
        const bool daemon_there = line.daemon == DaemonLife::beating ||
                                  line.daemon == DaemonLife::silent ||
                                  line.daemon == DaemonLife::killed;
        const LineFate fate = fate_of(line);
        // Nobody moves a line under a daemon that may still hold its board.
        if (daemon_there) CHECK(fate == LineFate::leave);
        // Nothing that powers a PC is moved by a program.
        if (line.rule == OrphanRule::energises) CHECK(fate == LineFate::leave);
        if (line.announced == Announced::out) CHECK(fate == LineFate::leave);
        if (daemon_there || line.rule == OrphanRule::energises || line.announced == Announced::out)
            continue;
        if (line.rule == OrphanRule::rest) CHECK(fate == LineFate::rest);
        if (line.rule == OrphanRule::rest) continue;
        const bool awaited = line.parting == Parting::none && line.hold == HoldTime::running;
        CHECK(fate == (awaited ? LineFate::wait : LineFate::rest));
    }
}

TEST_CASE("a line that energises has that rule, whatever its orphan word says", "[guard][table]") {
    LineConfig line;
    line.orphan.hold = std::chrono::seconds(20);
    CHECK(rule_of(line) == OrphanRule::hold);
    line.orphan.rest_at_once = true;
    CHECK(rule_of(line) == OrphanRule::rest);
    line.energises = true;
    CHECK(rule_of(line) == OrphanRule::energises);
}
