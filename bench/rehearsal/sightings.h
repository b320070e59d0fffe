// SPDX-License-Identifier: EUPL-1.2
// What the bench has seen so far, for a scripted candidate that waits for it: what a person does
// minutes apart, a script does seconds apart, and the record must still tell which came first.
#pragma once

#include <map>
#include <set>
#include <string>

#include "bench/journal/record.h"
#include "bench/scenario/scenario.h"

namespace banc {

class Sightings {
public:
    // Each record of the exam, in order (bench/journal/RECORDS.md).
    void note(const Record& record);
    // An event: it was seen since the candidate's time began. A state: it is what was said last.
    [[nodiscard]] bool has(const Sighting& sighting) const;

private:
    std::set<std::string> events_;
    std::map<std::string, bool> states_;
};

}  // namespace banc
