// SPDX-License-Identifier: EUPL-1.2
// A disk's health, for a program (design.md §5.6) and for a technician who has ten seconds.
#pragma once

#include "bench/core/json.h"
#include "drivers/smart/disk_health.h"

namespace banc {

// null where the disk does not report, or where nobody can tell what it reports.
Json to_json(const DiskHealth& health);
void print_disk(const DiskHealth& health, Lang lang);

}  // namespace banc
