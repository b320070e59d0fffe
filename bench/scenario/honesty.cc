// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/honesty.h"

#include <algorithm>

namespace banc {
namespace {

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

// An event of a meter, an input, a disk or the bench's USB is no text that a PC prints.
bool is_printed(std::string_view id, const Scenario& scenario) {
    const auto* fact = scenario.fact(id);
    return fact == nullptr || !fact->source.pattern.empty();
}

}  // namespace

Side other(Side side) { return side == Side::holds ? Side::fails : Side::holds; }

Printable printable_in(const Scenario& scenario) {
    return [&scenario](std::string_view id) { return is_printed(id, scenario); };
}

bool can_hold_unproven(const Expression& expression, const Printable& printable) {
    return Forger(printable).can(expression, Side::holds);
}

bool text_is_enough(const Expression& e, const Printable& printable) {
    const auto enough = [&](const Expression& arg) { return text_is_enough(arg, printable); };
    if (e.op == Op::all) return std::ranges::all_of(e.args, enough);
    if (!e.args.empty()) return std::ranges::any_of(e.args, enough);
    const bool alone = e.op == Op::before || e.other.empty();  // without b, before is ever(a)
    return printable(e.fact) && (alone || printable(e.other));
}

}  // namespace banc
