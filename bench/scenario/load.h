// SPDX-License-Identifier: EUPL-1.2
// Scenario and bench files to values, with every mistake a trainer can make found at once
// (scenarios/README.md says what may be written).
#pragma once

#include "bench/referential/load.h"
#include "bench/scenario/bench_config.h"
#include "bench/scenario/scenario.h"

namespace banc {

// `file` is only for places. Without titles, rows and know-hows are taken at their word; without a
// bench, lines, parts and equipment are.
Checked<Scenario> load_scenario(std::string_view text, const std::string& file, const Titles& known,
                                const BenchConfig* bench);

// It has `recorded`: the bench that it is for is the one of the pieces.
bool is_recorded(std::string_view text);

// The scenario of an exam that was held, for its score and its report: rows, lines and equipment
// are taken at their word, and so is its author.
Checked<Scenario> load_kept_scenario(std::string_view text, const std::string& file);

// That of an exam is held to the rules of its day.
Checked<BenchConfig> load_bench(std::string_view text, const std::string& file,
                                Rules rules = Rules::today);

}  // namespace banc
