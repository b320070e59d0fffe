// SPDX-License-Identifier: EUPL-1.2
// What `banc demo --json` prints last, for `banc scenario prove`, which plays each candidate in a
// process of its own.
#pragma once

#include <string>

#include "bench/core/json.h"

namespace banc {

struct Outcome {
    std::string exam;       // its folder; empty: stopped before there was one
    std::string report;     // its file; empty: stopped before there was one
    bool restored = false;  // the reset was proven
    bool played = false;    // the exam was held, and the candidate came to the end of his script
    Json score{};           // null: there is no journal to score
};

Json to_json(const Outcome& outcome);
// `file`: where it was printed to, the place of an error, which quotes what stands there.
Result<Outcome> outcome_from(std::string_view printed, const std::string& file);

}  // namespace banc
