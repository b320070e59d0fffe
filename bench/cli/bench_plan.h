// SPDX-License-Identifier: EUPL-1.2
// What the `banc bench` commands start from: a bench.yaml that agrees with boards.yaml.
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

// By the name that was typed. An unknown one is an error that lists those of the bench.
Result<const BoardConfig*> board_named(const BenchPlan& plan, const std::string& name);
// The same, and a program may switch it: not one that energises a PC, nor above TBTS.
Result<const LineConfig*> line_to_switch(const BenchPlan& plan, const std::string& name);

}  // namespace banc
