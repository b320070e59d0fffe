// SPDX-License-Identifier: EUPL-1.2
// What `banc bench adopt`, `check` and `exercise` start from: a bench.yaml that agrees with
// boards.yaml.
#pragma once

#include "bench/cli/command.h"
#include "bench/scenario/bench_config.h"
#include "drivers/relay/board_table.h"

namespace banc {

struct BenchPlan {
    BoardTable table;
    BenchConfig bench;
    std::string virtual_dir;  // of --virtual; may be empty
};

// The file of the call's first argument. Refuses, besides what the strict reader refuses: a model
// nobody knows, a contact the board does not have, a socket without --virtual. All errors at once,
// and nothing was opened.
Checked<BenchPlan> load_bench_plan(const Call& call);

}  // namespace banc
