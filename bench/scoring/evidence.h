// SPDX-License-Identifier: EUPL-1.2
// The journal, decoded into what an expression can be asked about (bench/journal/RECORDS.md), and
// the answer in three values: seen, proven absent, or neither.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
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
    // Two readings differ: it occurred after the first of them and by `at`. 0: at that very time.
    Nanos before{0};

    [[nodiscard]] Nanos after() const {  // later than that
        return before > Nanos{0} ? std::min(before, at - Nanos{1}) : at - Nanos{1};
    }
};
struct Sample {
    Nanos at{0};  // when the probe was asked
    bool value = false;
    std::uint64_t seq = 0;
    std::uint64_t witness = 0;  // the record that proved an absence while the agent was silent
    Nanos answered{0};          // it stands from then; a bench fault in [at, answered] spoils it
    Nanos before{0};            // when the same question was last answered; 0: not told
};
// [from, to], with the records that prove it.
struct Interval {
    Nanos from{0};
    Nanos to{0};
    std::vector<std::uint64_t> seqs;
};
// Both ends belong to it. An exam that was never opened has ended < opened; one whose final check
// is not over has check_to < check_from.
struct Window {
    Nanos opened{0};  // the clock of the exam starts; for a proof, the arming
    Nanos ended{0};
    Nanos check_from{0};  // the contrôle final du banc; for a proof, [opened, now]
    Nanos check_to{0};
};

// Every vector is in the order of time (intervals: of their start). A state has an entry in
// `states`, an event in `events`, also when nothing was seen of it.
struct Evidence {
    std::map<std::string, std::vector<Occurrence>> events;
    std::map<std::string, std::vector<Sample>> states;
    // The first look at a state after the end, before anything restarted: if it differs from the
    // last one within, the change may have come before the end.
    std::map<std::string, Sample> just_after;
    std::map<std::string, std::vector<Interval>> coverage;  // by fact id
    std::vector<Interval> suspended;
    std::vector<Interval> bench_faults;  // apart from each other
    Window window;
};

// Everything between the opening and the end of the final check, for scoring. In the final check
// only `final` probes count, and a final probe that stays silent takes back what an earlier one
// said: the state at the end is then not known.
Evidence collect(const Scenario& scenario, std::span<const Record> journal);

// The same for a proof under way: the window runs from the first record numbered `since` or later
// to the last record, and probes of any purpose count. What came before still tells whether the
// probe once saw the thing healthy. Linear in the journal.
Evidence collect_since(const Scenario& scenario, std::span<const Record> journal,
                       std::uint64_t since);

// What is left when everything inside bench-fault intervals is taken out.
Evidence masked(const Evidence& evidence);

struct Answered {
    Finding finding = Finding::unknown;
    std::vector<std::uint64_t> evidence;  // ascending, no repetition; empty when unknown
};

// A fact is *seen* at an instant, *clear* (its source worked and it was not there) or *blind*
// (nobody looked). Probes look every few seconds, so a claim about a state is a claim about what
// the probe saw: between two probes the last answer stands for as long as coverage goes on without
// a gap. A state is blind until its first sample, from a gap to its next sample, and between two
// answers that differ: whoever repairs and tests at once has tested after the repair or before it,
// and the bench can't tell. The same holds for an event that only two readings tell of.
//
// A term is true or false only if no occurrence in a blind instant could make it otherwise, with
// one exception the design asks for: before(a, b) with b never seen is ever(a).
Answered evaluate(const Expression& expression, const Evidence& evidence);

class Track;

// The same for many expressions over one evidence: what a fact was at each instant is worked out
// once, at the first expression that names it. The evidence must outlive it.
class Evaluation {
public:
    explicit Evaluation(const Evidence& evidence);
    ~Evaluation();
    Evaluation(const Evaluation&) = delete;
    Evaluation& operator=(const Evaluation&) = delete;

    [[nodiscard]] Answered answer(const Expression& expression) const;
    // For the terms; of an exam that was opened.
    [[nodiscard]] const Track& track(const std::string& fact) const;
    [[nodiscard]] const Evidence& evidence() const { return evidence_; }

private:
    const Evidence& evidence_;
    mutable std::map<std::string, std::unique_ptr<Track>> tracks_;
};

}  // namespace banc
