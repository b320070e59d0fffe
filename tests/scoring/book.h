// SPDX-License-Identifier: EUPL-1.2
// A journal written by hand, record by record, as bench/journal/RECORDS.md says. Times in seconds.
#pragma once

#include <string>
#include <vector>

#include "bench/journal/record.h"
#include "bench/referential/referential.h"
#include "bench/scenario/scenario.h"

namespace banc {

class Book {
public:
    // Each answers the number of its record.
    std::uint64_t opened(const std::string& mode);
    std::uint64_t state(int at, const std::string& to);
    std::uint64_t fact(int at, const std::string& id);
    // Asked at `at`, answered one second later.
    std::uint64_t probe(int at, const std::string& purpose, const Json& states);
    std::uint64_t silent(int at, const std::string& purpose, const Json& states = Json::object(),
                         std::uint64_t witness = 0);
    std::uint64_t contact(int at, const std::string& position);
    std::uint64_t incident(int at, int from, int to);
    std::uint64_t add(int at, std::string kind, Json body);
    // Every 5 s: the contact in that position, console and agent alive since the last one.
    void heartbeats(int from, int to, const std::string& position = "fault");

    std::vector<Record> records;
};

// "cordon": opens pc.nic0.pair; facts link (state, agent), down (event, console).
Scenario book_scenario();
// Title T: unit U with competences B1 (rows B1.1, B1.2), B2 (no row published), B3 (row B3.1).
Referential book_referential();

}  // namespace banc
