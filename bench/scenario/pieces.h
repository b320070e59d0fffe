// SPDX-License-Identifier: EUPL-1.2
// The pieces of a scenario file, each read by its own source. Private to this folder.
#pragma once

#include "bench/scenario/grammar.h"
#include "bench/scenario/load.h"
#include "bench/scenario/questions.h"
#include "bench/yaml/fields.h"

namespace banc {

// What is read of a closed exam was held to the rules of its day: today's rules for trainers, which
// may be stricter, don't make it unreadable (design.md §2.6).
enum class Purpose { authoring, kept };

struct Reading {
    Errors& errors;
    const Titles& titles;
    const BenchConfig* bench;  // may be null
    Scenario& scenario;
    Purpose purpose = Purpose::authoring;

    // Of the facts read so far.
    [[nodiscard]] Vocabulary vocabulary() const;
};

// An identifier people type: [a-z][a-z0-9] and one of "-" or "_". Empty after an error.
std::string as_id(const Node& node, char joint, Errors& errors);
// RE2 that compiles and does not match an empty line; ${...} stands for any word.
std::string as_pattern(const Node& node, Errors& errors);
Expression as_expression(const Node& node, const Reading& reading);

// load_meters.cc: an entry of bench.yaml's `meters`, and the fact that one of them tells.
MeterConfig read_meter(const Entry& entry, Errors& errors);
FactSource read_meter_event(Fields& fields);

// load_scores.cc
std::map<std::string, std::string> as_scores(const Node& node, const Titles& titles,
                                             Errors& errors);
std::vector<std::string> as_know_hows(const Node& node, const Titles& titles, Errors& errors);

// load_instruments.cc: the same for `disks`, and for the facts of a disk and of the bench's USB.
// Of a disk or an input: one that stands on the bench under this name already is an error.
void check_name(const std::string& name, const BenchConfig& bench, const Place& place,
                Errors& errors);
DiskConfig read_disk(const Entry& entry, const BenchConfig& bench, Errors& errors);
FactSource read_usb_state(Fields& fields);
FactSource read_disk_state(Fields& fields);
FactSource read_usb_event(Fields& fields);
FactSource read_disk_event(Fields& fields);

// load_inputs.cc: the same for `inputs`, dry contacts on modem lines.
InputConfig read_input(const Entry& entry, const BenchConfig& bench, Errors& errors);
FactSource read_input_state(Fields& fields);
FactSource read_input_event(Fields& fields);

// The rest of a state: its `has`, its pace.
void read_question(Fields& fields, FactSource& source, const Rows& rows);
// A `has`, checked against what the rows may hold. Empty after an error.
std::string as_condition(const Node& node, const Rows& rows, Errors& errors);

void read_facts(const Node& node, Reading& reading);
void read_inject(const Node& node, Reading& reading);
void read_criteria(const Node& node, Reading& reading);
void read_candidates(const Node& node, Reading& reading);

// load_recorded.cc: `recorded`, and a candidate's step that names a piece.
void read_recorded(const Node& node, Reading& reading);
PieceName as_piece(const Node& node, const Reading& reading);
// Whether proof, injection and candidates go with pieces, or without.
void check_recorded(const Node& root, const Reading& reading);

// Whether the bench has what `needs` names, or a fact. False after an error.
bool check_offered(const std::string& name, const Place& place, const Reading& reading);

// check_terms.cc: each term names two different facts, and asks for no more time than there is.
struct Limit {
    std::string key;
    Nanos time{0};                      // 0: none
    const Expression* start = nullptr;  // true as it begins; null: nothing is known
};
void check_terms(const Expression& expression, const Limit& limit, const Reading& reading);
// check_proofs.cc: `symptom`, and the `prove` of `reset`.
void check_proofs(const Reading& reading);

// check_unused.cc: facts, parameters and needs that serve nothing.
void check_unused(const Node& root, const Reading& reading);

// What no single piece can see: needs, references, texts that must stay on one line.
void check_whole(const Node& root, const Reading& reading);

}  // namespace banc
