// SPDX-License-Identifier: EUPL-1.2
// What becomes of a line when the program starts again, or when its board was away and is back: the
// board may say something else than the journal (design.md §2.3). Pure.
#pragma once

#include <string_view>

#include "bench/inject/orphan_rule.h"

namespace banc {

enum class JournalSays {
    fault,
    healthy,
    unknown,  // an intent without its outcome, or no journal at all
};
std::string_view word(JournalSays journal);

enum class BoardSays {
    fault,
    healthy,
    unreadable,  // it should answer and does not, or nonsense
    cannot_say,  // this model can't be asked
};
std::string_view word(BoardSays board);

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
