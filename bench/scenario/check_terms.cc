// SPDX-License-Identifier: EUPL-1.2
// Each term of an expression for itself: does it ask anything, and can it?
#include "bench/scenario/pieces.h"

namespace banc {

void check_terms(const Expression& e, const Limit& limit, const Reading& reading) {
    for (const auto& arg : e.args) check_terms(arg, limit, reading);
    if (!e.fact.empty() && e.fact == e.other)
        blame(reading.errors, e.place,
              text("deux fois le même fait « {} »", "the same fact \"{}\" twice", e.fact),
              text("nommez deux faits ; qu'un événement vienne deux fois s'écrit count({}) >= 2",
                   "name two facts; that an event comes twice is written count({}) >= 2", e.fact));
    // for() could not be met, within() would ask nothing.
    if (limit.time == Nanos{0} || e.span <= limit.time) return;
    blame(reading.errors, e.place,
          text("{} : plus long que « {} » ({})", "{}: longer than \"{}\" ({})",
               duration_text(e.span), limit.key, duration_text(limit.time)),
          text("raccourcissez l'un, ou allongez l'autre",
               "shorten the one, or lengthen the other"));
}

}  // namespace banc
