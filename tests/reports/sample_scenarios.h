// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "bench/scenario/scenario.h"

namespace banc::sample {

Scenario dns_errone();
Scenario cordon_reseau();

}  // namespace banc::sample
