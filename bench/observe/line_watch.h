// SPDX-License-Identifier: EUPL-1.2
// Where the contacts really are, read back from their boards: a recovery counts only under a line
// that was still in its fault position (design.md §2.2).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "bench/inject/line_switch.h"
#include "bench/journal/logbook.h"

namespace banc {

class LineWatch {
public:
    LineWatch(Logbook& logbook, LineSwitch& lines, std::vector<std::string> held)
        : logbook_(logbook), lines_(lines), held_(std::move(held)) {}

    // A fresh read-back of every held line, as heartbeats carry it: {line: position}.
    Task<Json> positions();
    // Reads every held line and journals it; with purpose "watch", only what changed.
    Task<Result<void>> look(std::string purpose);

private:
    Logbook& logbook_;
    LineSwitch& lines_;
    std::vector<std::string> held_;
    std::map<std::string, std::string> last_;
};

}  // namespace banc
