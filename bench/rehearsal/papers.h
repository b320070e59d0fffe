// SPDX-License-Identifier: EUPL-1.2
// The journal of an exam that is about to begin.
#pragma once

#include <chrono>

#include "bench/rehearsal/rehearsal.h"

namespace banc {

// A new one in `folder`, with the files its first record names by hash: scenario, référentiel,
// bench. Their names go into the plan's sheet.
Result<std::unique_ptr<JournalWriter>> open_papers(RehearsalPlan& plan, const std::string& folder,
                                                   Loop& loop);

// Until the journal's wake_fd() is readable. Errors: environment (the disk takes longer than that).
Result<void> await_disk(int wake_fd, std::chrono::milliseconds within);

}  // namespace banc
