// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/honesty.h"

#include <algorithm>

namespace banc {
namespace {

enum class Side { holds, fails };

Side other(Side side) { return side == Side::holds ? Side::fails : Side::holds; }

// Somebody who prints whatever he likes, makes no state true and touches no instrument.
class Forger {
public:
    explicit Forger(const Printable& printable) : printable_(printable) {}

    // Whether he can bring the expression to that side.
    [[nodiscard]] bool can(const Expression& e, Side side) const {
        const bool fails = side == Side::fails;
        switch (e.op) {
            case Op::all: return fails ? some(e, side) : every(e, side);
            case Op::any: return fails ? every(e, side) : some(e, side);
            case Op::negate: return can(e.args.front(), other(side));
            case Op::never:
            case Op::absent: return !fails || printable_(e.fact);
            case Op::before:  // without the second fact it is ever(first)
            case Op::ever:
            case Op::count: return fails || printable_(e.fact);
            case Op::after:
            case Op::within: return fails || (printable_(e.fact) && printable_(e.other));
            case Op::at_end:  // the last probe decides: what is broken may be left so
            case Op::held: return fails;
        }
        return true;
    }

private:
    [[nodiscard]] bool every(const Expression& e, Side side) const {
        return std::all_of(e.args.begin(), e.args.end(),
                           [&](const auto& arg) { return can(arg, side); });
    }
    [[nodiscard]] bool some(const Expression& e, Side side) const {
        return std::any_of(e.args.begin(), e.args.end(),
                           [&](const auto& arg) { return can(arg, side); });
    }

    const Printable& printable_;
};

// Whether each term, on that side, is what doing nothing gives.
bool all_idle(const Expression& e, Side side) {
    if (e.op == Op::negate) return all_idle(e.args.front(), other(side));
    if (e.args.empty()) {
        const bool absence = e.op == Op::never || e.op == Op::absent;
        return side == Side::holds ? absence : e.op == Op::ever;
    }
    return std::all_of(e.args.begin(), e.args.end(),
                       [&](const auto& arg) { return all_idle(arg, side); });
}

}  // namespace

bool can_hold_unproven(const Expression& expression, const Printable& printable) {
    return Forger(printable).can(expression, Side::holds);
}

bool only_absences(const Expression& expression) { return all_idle(expression, Side::holds); }

}  // namespace banc
