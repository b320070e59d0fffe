// SPDX-License-Identifier: EUPL-1.2
// Two scenarios of the library as values, as far as a report shows them.
#pragma once

#include "bench/scenario/scenario.h"

namespace banc::sample {

Scenario dns_errone();
Scenario cordon_reseau();

}  // namespace banc::sample
