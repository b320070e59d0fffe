// SPDX-License-Identifier: EUPL-1.2
// The proof that a meter of bench.yaml is there: it shows something.
#pragma once

#include <string>

#include "bench/core/task.h"
#include "bench/scenario/bench_config.h"
#include "drivers/meter/sigrok_reading.h"

namespace banc {

// Opens it, waits for what it shows first, and closes it. Errors: open_line's; Errc::timeout, with
// what sigrok-cli said of it, when it shows nothing. `config` outlives the task.
Task<Result<MeterReading>> first_reading(Loop& loop, const MeterConfig& config,
                                         std::string virtual_dir);

}  // namespace banc
