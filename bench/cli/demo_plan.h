// SPDX-License-Identifier: EUPL-1.2
// From the options of `banc demo` to everything a rehearsal needs; every mistake before anything
// starts.
#pragma once

#include "bench/cli/command.h"
#include "bench/rehearsal/rehearsal.h"

namespace banc {

Checked<RehearsalPlan> plan_demo(const Call& call);

}  // namespace banc
