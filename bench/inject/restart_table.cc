// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/restart_table.h"

namespace banc {
namespace {

// Both are known to be at rest, as far as this board can tell.
bool at_rest(const RestartCase& line) {
    if (line.board == BoardSays::healthy) return line.journal != JournalSays::fault;
    return line.board == BoardSays::cannot_say && line.journal == JournalSays::healthy;
}

bool both_in(const RestartCase& line) {
    return line.board == BoardSays::fault && line.journal == JournalSays::fault;
}

// Never moved by a program, whatever it shows.
RestartAct for_energising(const RestartCase& line) {
    return at_rest(line) || both_in(line) ? RestartAct::nothing : RestartAct::ask_person;
}

// The journal says fault and the board was seen: what its hold still allows.
RestartAct for_recorded_fault(const RestartCase& line) {
    const bool held = line.rule == OrphanRule::hold && line.hold == HoldTime::running;
    if (!held || line.board == BoardSays::cannot_say) return RestartAct::rest;
    return line.board == BoardSays::fault ? RestartAct::nothing : RestartAct::restore;
}

}  // namespace

RestartAct restart_act(const RestartCase& line) {
    if (line.rule == OrphanRule::energises) return for_energising(line);
    if (line.board == BoardSays::unreadable) return RestartAct::quarantine;
    if (at_rest(line)) return RestartAct::nothing;
    if (line.journal == JournalSays::fault) return for_recorded_fault(line);
    return RestartAct::rest;
}

std::string_view word(JournalSays journal) {
    switch (journal) {
        case JournalSays::fault: return "fault";
        case JournalSays::healthy: return "healthy";
        case JournalSays::unknown: return "unknown";
    }
    return "";
}

std::string_view word(BoardSays board) {
    switch (board) {
        case BoardSays::fault: return "fault";
        case BoardSays::healthy: return "healthy";
        case BoardSays::unreadable: return "unreadable";
        case BoardSays::cannot_say: return "cannot-say";
    }
    return "";
}

std::string_view word(RestartAct act) {
    switch (act) {
        case RestartAct::nothing: return "nothing";
        case RestartAct::rest: return "rest";
        case RestartAct::restore: return "restore";
        case RestartAct::ask_person: return "ask-person";
        case RestartAct::quarantine: return "quarantine";
    }
    return "";
}

}  // namespace banc
