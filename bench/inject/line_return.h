// SPDX-License-Identifier: EUPL-1.2
// What becomes of one line when its board is back, or the program is: the board is asked, the table
// (restart_table.h) decides, the journal is told, and then it is done.
#pragma once

#include <optional>
#include <string>

#include "bench/inject/line_switch.h"
#include "bench/inject/restart_table.h"
#include "bench/journal/logbook.h"

namespace banc {

enum class Back { board, program };
std::string_view word(Back what);

// What is known of a line without asking its board.
struct LinePast {
    Back back = Back::board;
    JournalSays journal = JournalSays::unknown;
    HoldTime hold = HoldTime::over;
};

struct Settled {
    RestartCase found;
    RestartAct act = RestartAct::nothing;
    std::optional<Error> failed;  // it was decided, and the line did not follow
};

class LineReturn {
public:
    LineReturn(Logbook& logbook, LineSwitch& lines, const BenchConfig& config)
        : logbook_(logbook), lines_(lines), config_(config) {}

    // The decision is a record of kind `restart`, on the disk before anything moves. A rest waits
    // neither for dwell nor gap, a restored fault does. An error: no such line, or the journal
    // refuses, and nothing was moved.
    Task<Result<Settled>> settle(std::string line, LinePast past);

private:
    Task<BoardSays> ask(std::string line);

    Logbook& logbook_;
    LineSwitch& lines_;
    const BenchConfig& config_;
};

}  // namespace banc
