// SPDX-License-Identifier: EUPL-1.2
// What a journal says of a line when its program comes back: where it was left, and whether it may
// still be held there. Pure; no board is asked.
#pragma once

#include <span>

#include "bench/inject/restart_table.h"
#include "bench/journal/record.h"

namespace banc {

// Its last intent, outcome and read-back, the guard's own acts among them. An order whose outcome
// is missing or failed is unknown until a read-back tells; a line that no record names was never
// moved: healthy.
JournalSays journal_says(std::span<const Record> journal, const LineConfig& line);

// Its hold counts from the last record of the program that is gone. After a restart of the
// controller nobody can tell how long that is: over.
HoldTime hold_since(const Record& last, const LineConfig& line, const BootId& boot, Nanos now);

}  // namespace banc
