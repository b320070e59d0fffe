// SPDX-License-Identifier: EUPL-1.2
// May this line move now? A table over what bench.yaml says of the line and where the lines of the
// bench stand (design.md §2.3, §7). Pure: who asks does the waiting and the switching.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "bench/scenario/bench_config.h"

namespace banc {

enum class Position { healthy, fault };
std::string_view word(Position position);

// The rule that forbids a move, by the word the journal keeps.
enum class LineRule {
    energises,  // a contact that feeds a PC is a person's to switch
    voltage,    // above safety extra-low voltage, and not on a certified outlet
    group,      // another line of its exclusion group is in fault
    wear,       // the contact is beyond its rated life
    power,      // its scenario opens it only in a PC that is off, and the PC is on
};
std::string_view word(LineRule rule);

// Where one line stands, as far as this program knows.
struct LineStanding {
    Position position = Position::healthy;
    bool confirmed = true;  // its board took the last order
    Nanos moved{0};         // since boot; 0: not by this program
    long switchings = 0;    // of its contact, in its life
    bool live = false;      // must not go in: its PC has power
};
using Standings = std::map<std::string, LineStanding, std::less<>>;

struct LineVerdict {
    std::optional<LineRule> forbidden;
    std::string because;  // the other line of the group
    Nanos wait{0};        // until the dwell of its position and the gap of its contact are over
};

// SRD relays are rated for 100 000 operations (Sanyou sheet; LCUS listing); a warning at 80 %.
inline constexpr long kRatedSwitchings = 100'000;
inline constexpr long kWornSwitchings = 80'000;

// Going to rest is never forbidden, only delayed; who must not wait (the guard, a fault that heats)
// does not ask.
struct LinesNow {
    const BenchConfig& bench;
    const Standings& standings;
    Nanos now;
};
LineVerdict may_move(const LinesNow& lines, const LineConfig& line, Position to);

// What a person is told of a rule.
Error refusal(LineRule rule, const LineConfig& line, const std::string& because);

}  // namespace banc
