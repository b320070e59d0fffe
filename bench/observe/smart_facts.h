// SPDX-License-Identifier: EUPL-1.2
// What two samples of one place tell together: another disk stands there, or this one got worse.
// Pure; whoever records adds source and time.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "drivers/smart/disk_health.h"

namespace banc {

struct SmartFact {
    std::string fact;  // "disk_replaced", "disk_status", "reallocated_grew", "pending_grew"
    std::string text;  // the evidence, as a line of the journal: "serial A -> B"
    friend bool operator==(const SmartFact&, const SmartFact&) = default;
};

// Events between the samples. What one of them does not know is no difference: a disk without a
// serial number was not replaced. Of a replaced disk nothing else is compared.
std::vector<SmartFact> smart_facts(const DiskHealth& before, const DiskHealth& now);

// What holds at one sample: "disk_good", "disk_failing". A status that is unknown says neither.
std::map<std::string, bool> smart_states(const DiskHealth& now);

}  // namespace banc
