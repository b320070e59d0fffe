// SPDX-License-Identifier: EUPL-1.2
// The process `banc guard`: a socket in DIR, the daemon that speaks on it, and the guard of its
// exam (bench/guard/PROTOCOL.md).
#pragma once

#include <string>

#include "bench/core/error.h"
#include "drivers/relay/board_table.h"

namespace banc {

struct GuardOptions {
    std::string dir;   // of the socket; made if needed, 0700
    BoardTable table;  // drivers/relay/boards.yaml
    Lang lang = Lang::fr;
};

// Runs until the guard has nothing left to do and returns the exit code: 3 when a line could not be
// put to rest, or nobody came. The caller has made the QCoreApplication.
int serve_guard(const GuardOptions& options);

}  // namespace banc
