// SPDX-License-Identifier: EUPL-1.2
// The timeline as inline SVG, to scale: phases, moments with their journal numbers, states as bars,
// sources with their silences hatched. The page gives the same in a table.
#pragma once

#include "reports/markup.h"
#include "reports/scale.h"
#include "reports/story.h"

namespace banc::report {

Markup drawing_of(const Story& story);
// The wait before the opening that the drawing leaves out.
std::optional<TimeSpan> cut_of(const Story& story);

}  // namespace banc::report
