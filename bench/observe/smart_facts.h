// SPDX-License-Identifier: EUPL-1.2
// What two readings of one place tell together: another disk stands there, or this one got worse;
// and what one reading tells by itself. Pure; whoever records adds source and time.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "drivers/smart/disk_health.h"

namespace banc {

struct SmartFact {
    // "replaced", "status_changed", "reallocated_grew", "pending_grew", "self_test_ended"
    std::string fact;
    std::string text;  // the evidence, as a line of the journal: "serial A -> B"
    friend bool operator==(const SmartFact&, const SmartFact&) = default;
};

// Events between the readings. What one of them does not know is no difference: a disk without a
// serial number was not replaced. Of a replaced disk nothing else is compared.
std::vector<SmartFact> smart_facts(const DiskHealth& before, const DiskHealth& now);

// One reading as a row: "serial", "model", "firmware", "status" (good, warning, bad), "hours",
// "celsius", "reallocated", "pending", "selftest" (its newest: "passed", "read_failure", …;
// "none"; "in_progress") and "selftest_kind". What the disk does not tell, or in a way nobody can
// read for sure, is no key, and proves nothing.
std::map<std::string, std::string> smart_row(const DiskHealth& health);

}  // namespace banc
