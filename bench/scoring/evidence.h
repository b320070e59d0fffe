// SPDX-License-Identifier: EUPL-1.2
// The journal, decoded into what an expression can be asked about (bench/journal/RECORDS.md).
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "bench/journal/record.h"
#include "bench/scenario/scenario.h"

namespace banc {

enum class Finding { true_, false_, unknown };
std::string_view word(Finding f);  // "true", "false", "unknown"

struct Occurrence {
    Nanos at{0};
    std::uint64_t seq = 0;
};
struct Sample {
    Nanos at{0};
    bool value = false;
    std::uint64_t seq = 0;
};
// [from, to], with the records that prove it.
struct Interval {
    Nanos from{0};
    Nanos to{0};
    std::vector<std::uint64_t> seqs;
};
struct Window {
    Nanos opened{0};      // the clock of the exam starts; for a proof, the arming
    Nanos ended{0};
    Nanos check_from{0};  // the contrôle final du banc; for a proof, [opened, now]
    Nanos check_to{0};
};

struct Evidence {
    std::map<std::string, std::vector<Occurrence>> events;
    std::map<std::string, std::vector<Sample>> states;
    std::map<std::string, std::vector<Interval>> coverage;  // by fact id
    std::vector<Interval> suspended;
    std::vector<Interval> bench_faults;
    Window window;
};

// Everything between the opening and the end of the final check, for scoring.
Evidence collect(const Scenario& scenario, std::span<const Record> journal);

struct Answered {
    Finding finding = Finding::unknown;
    std::vector<std::uint64_t> evidence;  // ascending, no repetition
};
Answered evaluate(const Expression& expression, const Evidence& evidence);

}  // namespace banc
