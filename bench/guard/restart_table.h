// SPDX-License-Identifier: EUPL-1.2
// What a daemon that starts again does about a line when the board may say something else than the
// journal (design.md §2.3). Pure.
#pragma once

#include <string_view>

#include "bench/guard/orphan_table.h"

namespace banc {

enum class JournalSays {
    fault,
    healthy,
    unknown,  // an intent without its outcome, or no journal at all
};
enum class BoardSays {
    fault,
    healthy,
    unreadable,  // it should answer and does not, or nonsense
    cannot_say,  // this model can't be asked
};

struct RestartCase {
    JournalSays journal = JournalSays::unknown;
    BoardSays board = BoardSays::unreadable;
    OrphanRule rule = OrphanRule::rest;
    HoldTime hold = HoldTime::over;  // since the journal's last record
};

enum class RestartAct {
    nothing,
    rest,        // put to rest; what follows in this exam is a bench fault
    restore,     // the recorded position again: the hold is not over
    ask_person,  // stays as it is until a named person restores it
    quarantine,  // nobody but a person at the board can tell or heal
};
RestartAct restart_act(const RestartCase& line);
std::string_view word(RestartAct act);

}  // namespace banc
