// SPDX-License-Identifier: EUPL-1.2
// "The fault must have been in" (design.md §2.2): a recovery counts only while read-backs of the
// bench's own contacts show that the line was still in its fault position.
#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "bench/scoring/evidence.h"

namespace banc {

// The time within `span` for which two read-backs at most 15 s apart do not both say `fault`, for
// any of the lines. span.seqs, one number, is cited where there is no read-back. Joined, in order.
std::vector<Interval> line_faults(const std::set<std::string>& lines,
                                  std::span<const Record> journal, const Interval& span);

}  // namespace banc
