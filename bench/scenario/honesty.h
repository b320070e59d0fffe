// SPDX-License-Identifier: EUPL-1.2
// Could a criterion be met by someone who repaired nothing? (design.md §2.1 and §2.8). Private to
// this folder.
#pragma once

#include <functional>

#include "bench/scoring/expression.h"

namespace banc {

// Whether a fact comes of what the PC prints, and of nothing else.
using Printable = std::function<bool(std::string_view fact)>;

// Whether the expression can become true although no probe and no instrument of the bench ever saw
// anything: by printing on the console, or by doing nothing. An observed criterion must not.
bool can_hold_unproven(const Expression& expression, const Printable& printable);

// Whether any course of events at all could make it true: "at_end(x) and absent(x)" can't be.
bool can_be_true(const Expression& expression);

// Nothing but never() and absent(): it would score for nothing.
bool only_absences(const Expression& expression);

}  // namespace banc
