// SPDX-License-Identifier: EUPL-1.2
// How far the PC's clocks are from the controller's: no answer of the PC can say it, and the bench
// knows when the answer came.
#pragma once

#include "drivers/agent/agent_client.h"

namespace banc {

// Of each row with `epoch_s` or `rtc_epoch_s` the seconds that clock is ahead of the controller's
// (behind: negative), as `drift_s` and `rtc_drift_s`; what the PC itself says under these names is
// dropped. The time of the answer on the line is in them: a second or two. A clock that tells no
// plausible time (before 1970, or in more than 30,000 years) has none.
void add_clock_drift(AgentAnswer& answer);

}  // namespace banc
