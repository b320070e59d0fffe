// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/restart_table.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace banc;

namespace {

using J = JournalSays;
using B = BoardSays;
using R = OrphanRule;
using H = HoldTime;
using A = RestartAct;

std::vector<RestartCase> every_case() {
    std::vector<RestartCase> all;
    for (const auto journal : {J::fault, J::healthy, J::unknown})
        for (const auto board : {B::fault, B::healthy, B::unreadable, B::cannot_say})
            for (const auto rule : {R::energises, R::rest, R::hold})
                for (const auto hold : {H::running, H::over})
                    all.push_back({journal, board, rule, hold});
    return all;
}

}  // namespace

TEST_CASE("a restart obeys the rules of the design in every case", "[guard][table]") {
    const auto all = every_case();
    REQUIRE(all.size() == 72);
    for (const auto& line : all) {
        CAPTURE(static_cast<int>(line.journal), static_cast<int>(line.board),
                static_cast<int>(line.rule), static_cast<int>(line.hold));
        const A act = restart_act(line);
        const bool energises = line.rule == R::energises;
        // Nothing that powers a PC is moved by a program.
        if (energises) CHECK((act == A::nothing || act == A::ask_person));
        if (!energises) CHECK(act != A::ask_person);
        // What can't be read is nobody's to move: neither done nor restored.
        if (line.board == B::unreadable) CHECK(act == (energises ? A::ask_person : A::quarantine));
        if (line.board != B::unreadable) CHECK(act != A::quarantine);
        // A fault is put in again only by a hold that still runs, and only where the board shows
        // that it is out.
        const bool held = line.rule == R::hold && line.hold == H::running;
        const bool lost = line.journal == J::fault && line.board == B::healthy;
        CHECK((act == A::restore) == (held && lost));
        // No fault that was not recorded stays in.
        if (line.board == B::fault && line.journal != J::fault)
            CHECK(act == (energises ? A::ask_person : A::rest));
        // Both say rest: nothing to do.
        if (line.board == B::healthy && line.journal != J::fault) CHECK(act == A::nothing);
    }
}

TEST_CASE("what a restart does where board and journal disagree", "[guard][table]") {
    struct Row {
        RestartCase line;
        A act;
    };
    const auto row =
        GENERATE(Row{{J::fault, B::fault, R::hold, H::running}, A::nothing},
                 Row{{J::fault, B::fault, R::hold, H::over}, A::rest},
                 Row{{J::fault, B::fault, R::rest, H::running}, A::rest},
                 Row{{J::fault, B::fault, R::energises, H::over}, A::nothing},
                 Row{{J::fault, B::healthy, R::hold, H::over}, A::rest},
                 Row{{J::fault, B::healthy, R::rest, H::running}, A::rest},
                 Row{{J::fault, B::healthy, R::energises, H::running}, A::ask_person},
                 Row{{J::fault, B::cannot_say, R::hold, H::running}, A::rest},
                 Row{{J::unknown, B::cannot_say, R::hold, H::running}, A::rest},
                 Row{{J::healthy, B::cannot_say, R::hold, H::over}, A::nothing},
                 Row{{J::healthy, B::cannot_say, R::energises, H::over}, A::nothing},
                 Row{{J::unknown, B::cannot_say, R::energises, H::over}, A::ask_person});
    CAPTURE(static_cast<int>(row.line.journal), static_cast<int>(row.line.board));
    CHECK(restart_act(row.line) == row.act);
}
