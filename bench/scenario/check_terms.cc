// SPDX-License-Identifier: EUPL-1.2
// Each term of an expression for itself: does it ask anything, and can it?
#include "bench/scenario/honesty.h"
#include "bench/scenario/pieces.h"

namespace banc {
namespace {

// count() is for events: a state is not told how often it came.
void check_two_facts(const Expression& e, const Reading& reading) {
    if (e.fact.empty() || e.fact != e.other) return;
    const auto* fact = reading.scenario.fact(e.fact);
    const bool event = fact != nullptr && fact->kind == FactKind::event;
    blame(reading.errors, e.place,
          text("deux fois le même fait « {} »", "the same fact \"{}\" twice", e.fact),
          event
              ? text("nommez deux faits ; qu'un événement vienne deux fois s'écrit count({}) >= 2",
                     "name two facts; that an event comes twice is written count({}) >= 2", e.fact)
              : text("nommez deux faits", "name two facts"));
}

// What is false as the time begins never lasts all of it.
bool begins_false(const Expression& e, const Limit& limit) {
    if (e.op != Op::held || limit.start == nullptr) return false;
    Expression stands;
    stands.op = Op::at_end;
    stands.fact = e.fact;
    Expression gone;
    gone.op = Op::negate;
    gone.args = {std::move(stands)};
    return implies(*limit.start, gone);
}

// for() could not be met, within() would ask nothing.
void check_span(const Expression& e, const Limit& limit, const Reading& reading) {
    if (limit.time == Nanos{0} || e.span < limit.time) return;
    if (e.span == limit.time && !begins_false(e, limit)) return;
    blame(reading.errors, e.place,
          text("{} : trop long pour « {} » ({})", "{}: too long for \"{}\" ({})",
               duration_text(e.span), limit.key, duration_text(limit.time)),
          text("raccourcissez l'un, ou allongez l'autre",
               "shorten the one, or lengthen the other"));
}

}  // namespace

void check_terms(const Expression& e, const Limit& limit, const Reading& reading) {
    for (const auto& arg : e.args) check_terms(arg, limit, reading);
    check_two_facts(e, reading);
    check_span(e, limit, reading);
}

}  // namespace banc
