// SPDX-License-Identifier: EUPL-1.2
// Intent on disk, then act, then outcome on disk (design.md §2.5).
#pragma once

#include "bench/journal/logbook.h"
#include "drivers/relay/contact_board.h"

namespace banc {

// What became of an intent; `result` is a word of RECORDS.md, `detail` may be empty.
Task<Result<void>> write_outcome(Logbook& logbook, std::uint64_t intent, std::string result,
                                 Text detail);

// Begins `move` only once `intent` is on the disk. Answers the first error, the journal's or the
// move's own.
Task<Result<void>> move_on_record(Logbook& logbook, Json intent, Task<Result<Confirmed>> move);

}  // namespace banc
