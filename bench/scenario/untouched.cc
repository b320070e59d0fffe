// SPDX-License-Identifier: EUPL-1.2
// The exam of a candidate who does nothing, scored as any other: what the symptom asserts stands
// from the opening to the final check, what it denies was healthy once and is gone, no event comes.
// Of a state that it does not name nobody knows anything.
#include <algorithm>

#include "bench/scenario/honesty.h"
#include "bench/scoring/evidence.h"

namespace banc {
namespace {

constexpr Nanos kHealthy{0};
constexpr Nanos kBroken{1};
constexpr Nanos kOpened{2};

using Standing = std::map<std::string, Side>;  // whether at_end() of it holds

// What must be so for the symptom to be on that side; of alternatives nothing is sure.
void gather(const Expression& e, Side side, Standing& out) {
    if (e.op == Op::at_end) out[e.fact] = side;
    if (e.op == Op::absent) out[e.fact] = other(side);
    if (e.op == Op::negate) return gather(e.args.front(), other(side), out);
    if (e.op == (side == Side::holds ? Op::all : Op::any))
        for (const auto& arg : e.args) gather(arg, side, out);
}

std::vector<Sample> looked_at(Side side, const Window& window) {
    const bool stands = side == Side::holds;
    return {{kHealthy, true, 1, 0, kHealthy},
            {kBroken, stands, 1, 0, kBroken},
            {window.check_to, stands, 1, 0, window.check_to}};
}

Evidence nothing_done(const Expression& expression, const Scenario& scenario) {
    const Nanos ended = kOpened + scenario.duration;
    Evidence evidence;
    evidence.window = {kOpened, ended, ended, ended + Nanos{1}};
    const std::vector<Interval> all_along{{kHealthy, evidence.window.check_to, {1}}};
    Standing start;
    if (can_be_true(scenario.symptom)) gather(scenario.symptom, Side::holds, start);
    for (const auto& id : facts_of(expression)) {
        const bool state = scenario.fact(id)->kind == FactKind::state;
        if (!state) evidence.events[id];
        if (state) evidence.states[id];
        if (!state || start.contains(id)) evidence.coverage[id] = all_along;
        if (start.contains(id)) evidence.states[id] = looked_at(start[id], evidence.window);
    }
    return evidence;
}

// Whether each term, on that side, is what doing nothing gives: it would score for nothing.
bool only_absences(const Expression& e, Side side) {
    if (e.op == Op::negate) return only_absences(e.args.front(), other(side));
    if (e.args.empty()) {
        const bool absence = e.op == Op::never || e.op == Op::absent;
        return side == Side::holds ? absence : e.op == Op::ever;
    }
    return std::ranges::all_of(e.args, [&](const auto& arg) { return only_absences(arg, side); });
}

}  // namespace

bool met_by_nothing(const Expression& expression, const Scenario& scenario) {
    if (only_absences(expression, Side::holds) || implies({}, expression)) return true;
    const auto scored = evaluate(expression, nothing_done(expression, scenario));
    return scored.finding == Finding::true_;
}

}  // namespace banc
