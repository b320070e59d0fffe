// SPDX-License-Identifier: EUPL-1.2
// The proof that a meter, a disk or an input of bench.yaml is there: it shows something.
#pragma once

#include <string>

#include "bench/core/task.h"
#include "bench/scenario/bench_config.h"
#include "drivers/meter/sigrok_reading.h"
#include "drivers/smart/disk_health.h"

namespace banc {

// Opens it, waits for what it shows first, and closes it. Errors: open_line's; Errc::timeout, with
// what sigrok-cli said of it, when it shows nothing. `config` outlives the task.
Task<Result<MeterReading>> first_reading(Loop& loop, const MeterConfig& config,
                                         std::string virtual_dir);

// Whether the contact is closed. Errors: open_line's; Errc::timeout where the port
// tells none.
Task<Result<bool>> first_reading(Loop& loop, const InputConfig& input, const BenchConfig& bench,
                                 std::string virtual_dir);

// What the disk says of itself. Errors: disconnected where none stands; the worker's.
Task<Result<DiskHealth>> first_reading(Loop& loop, const DiskConfig& config);

}  // namespace banc
