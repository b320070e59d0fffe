// SPDX-License-Identifier: EUPL-1.2
// What a journal says of a line when its program comes back: where it was left. Pure; no board is
// asked.
#pragma once

#include <span>

#include "bench/inject/restart_table.h"
#include "bench/journal/record.h"

namespace banc {

// Its last intent, outcome and read-back, the guard's own acts among them. An order whose outcome
// is missing or failed is unknown until a read-back tells; a line that no record names was never
// moved: healthy.
JournalSays journal_says(std::span<const Record> journal, const LineConfig& line);

}  // namespace banc
