// SPDX-License-Identifier: EUPL-1.2
// What the candidate is told before anything of his is recorded (design.md §2.12): what this exam
// records on this bench, and nothing that it does not.
#pragma once

#include <string>
#include <vector>

#include "bench/exam/instruments.h"

namespace banc {

// In French, one sentence an item, for a page or a screen.
std::vector<std::string> notice_of(const Instruments& instruments);

}  // namespace banc
