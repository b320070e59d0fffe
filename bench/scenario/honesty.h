// SPDX-License-Identifier: EUPL-1.2
// Could a criterion be met by someone who repaired nothing, and does a proof prove? (design.md §2.1
// and §2.8). Private to this folder.
#pragma once

#include <functional>

#include "bench/scenario/scenario.h"

namespace banc {

enum class Side { holds, fails };
Side other(Side side);

// Whether a fact comes of what the PC prints, and of nothing else.
using Printable = std::function<bool(std::string_view fact)>;
Printable printable_in(const Scenario& scenario);

// Whether the expression can become true although no probe and no instrument of the bench ever saw
// anything: by printing on the console, or by doing nothing. An observed criterion must not.
bool can_hold_unproven(const Expression& expression, const Printable& printable);

// Whether text on the console is enough to make it true, whatever the probes say.
bool text_is_enough(const Expression& expression, const Printable& printable);

// Whether any course of events at all could make it true: "at_end(x) and absent(x)" can't be.
bool can_be_true(const Expression& expression);

// Whether the second is true whenever the first is; a joined expression without terms is true.
bool implies(const Expression& first, const Expression& second);

// Whether it is true at the end of an exam in which nobody touched anything: never() and absent()
// alone, what is always true, or what the symptom says of the PC as the candidate finds it.
bool met_by_nothing(const Expression& expression, const Scenario& scenario);

}  // namespace banc
