// SPDX-License-Identifier: EUPL-1.2
// What happened, told once: every report prints this value and decides nothing. Built from the
// journal (bench/journal/RECORDS.md); verdicts and bench faults come from scoring.
//
// Times are nanoseconds since the opening of the exam, negative before it; of an exam that never
// opened, since record 1.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bench/scoring/evidence.h"
#include "reports/dossier.h"

namespace banc::report {

using Seqs = std::vector<std::uint64_t>;

struct Identity {
    std::string exam, mode, title_code, title, millesime, candidate;
    std::string scenario, scenario_title, bench, program;
    std::int64_t scenario_version = 0;
    bool composed = false;                        // of recorded pieces: nobody sat it
    WallTime date;                                // of the opening, else of record 1
    std::optional<Nanos> opened;                  // on the clock of the records; none: never opened
    Nanos duration{0};                            // before the factor
    std::int64_t factor_up = 1, factor_down = 1;  // 4/3
    Nanos allotted{0}, credited{0}, extended{0};
    std::optional<Nanos> authorised_end;  // since the declared opening of the phase
    WallTime authorised_end_wall;
    std::optional<Nanos> ended;
    std::string outcome;  // of the `closed` record; empty: not closed
};

enum class ItemKind {
    phase,
    intent,
    injection,
    symptom,
    reading,
    test,
    repair,
    recovery,
    asked,
    person,
    board,  // a relay board went away or came back, and what became of its lines
    bench_fault,
    guard,
    hint,  // given to the candidate, in training
    final_check,
};
std::string_view word(ItemKind kind);    // for machines
std::string_view french(ItemKind kind);  // "lecture", "essai", …

struct Item {
    Nanos at{0};
    std::uint64_t seq = 0;
    ItemKind kind = ItemKind::phase;
    std::string text;  // a French sentence
};

// A piece of a state: true, false, or (between two pieces) not seen.
struct Stretch {
    Nanos from{0};
    Nanos to{0};
    bool value = false;
    std::uint64_t seq = 0;  // the probe that said so
};
struct StateBar {
    std::string fact;
    std::string label;
    std::string source;
    std::vector<Stretch> stretches;
};
struct SourceBar {
    std::string source;
    std::vector<Interval> alive;  // ascending, apart
};
struct Timeline {
    Nanos from{0};  // what the drawing spans
    Nanos to{0};
    std::vector<Item> items;  // ascending
    std::vector<StateBar> states;
    std::vector<SourceBar> coverage;
    std::vector<Interval> bench_faults;
    std::vector<Interval> suspended;
};

struct CriterionStory {
    std::string id, label, row;  // row of this title, may be empty
    CriterionKind kind = CriterionKind::observed;
    Verdict verdict = Verdict::to_judge;
    std::optional<Finding> finding;  // supported only, and not while the verdict is withheld
    Seqs evidence;
    std::vector<std::string> descriptors;
    bool critical = false;  // a matter of safety: shown first
    std::string route;      // of the repairs it accepts, the one that was seen; may be empty
};

// One cited record, readable.
struct Proof {
    std::uint64_t seq = 0;
    Nanos at{0};
    std::string kind;
    std::string sentence;
    std::string data;  // verbatim and hostile: what a PC printed, or JSON
};
struct PersonAct {
    std::uint64_t seq = 0;
    Nanos at{0};
    std::string role, author, did, from;
    WallTime observed_at, entered_at;
};
struct Incident {
    std::uint64_t seq = 0;
    Nanos from{0}, to{0};
    std::string what;
};

struct Story {
    Identity identity;
    std::string brief;
    Timeline timeline;
    std::vector<CriterionStory> criteria;
    std::vector<Proof> evidence;  // every record a criterion cites, ascending
    std::vector<Incident> incidents;
    std::vector<PersonAct> persons;
    std::vector<std::string> notice;
    std::string head, integrity;  // as in the dossier
    std::size_t anchors = 0;
};

Story tell(const Dossier& dossier);

// The parts, in files of their own.
Nanos zero_of(const Identity& identity, std::span<const Record> journal);
Timeline timeline_of(const Dossier& dossier, const Identity& identity);
std::vector<SourceBar> coverage_of(const Dossier& dossier, Nanos zero);
std::vector<StateBar> states_of(const Dossier& dossier, const std::vector<SourceBar>& coverage,
                                Nanos zero);

}  // namespace banc::report
