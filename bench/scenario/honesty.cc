// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/honesty.h"

#include <algorithm>

namespace banc {
namespace {

// What somebody who writes every event at will, and makes no state true, can make of a term.
struct Reach {
    bool true_ = false;
    bool false_ = false;
};

class Forger {
public:
    explicit Forger(const std::function<const FactKind*(std::string_view)>& kind) : kind_(kind) {}

    [[nodiscard]] Reach reach(const Expression& e) const {
        switch (e.op) {
            case Op::all: return {every(e, &Reach::true_), some(e, &Reach::false_)};
            case Op::any: return {some(e, &Reach::true_), every(e, &Reach::false_)};
            case Op::negate: {
                const auto inner = reach(e.args.front());
                return {inner.false_, inner.true_};
            }
            case Op::never:
            case Op::absent: return {true, printable(e.fact)};
            case Op::before:  // without the second fact it is ever(first)
            case Op::ever:
            case Op::count: return {printable(e.fact), true};
            case Op::after:
            case Op::within: return {printable(e.fact) && printable(e.other), true};
            case Op::at_end: return {false, false};  // the last probe decides, either way
            case Op::held: return {false, true};
        }
        return {};
    }

private:
    [[nodiscard]] bool printable(const std::string& fact) const {
        const auto* kind = kind_(fact);
        return kind == nullptr || *kind == FactKind::event;
    }
    [[nodiscard]] bool every(const Expression& e, bool Reach::*side) const {
        return std::all_of(e.args.begin(), e.args.end(),
                           [&](const auto& arg) { return reach(arg).*side; });
    }
    [[nodiscard]] bool some(const Expression& e, bool Reach::*side) const {
        return std::any_of(e.args.begin(), e.args.end(),
                           [&](const auto& arg) { return reach(arg).*side; });
    }

    const std::function<const FactKind*(std::string_view)>& kind_;
};

}  // namespace

bool can_hold_unproven(const Expression& expression,
                       const std::function<const FactKind*(std::string_view)>& kind) {
    return Forger(kind).reach(expression).true_;
}

bool only_absences(const Expression& expression) {
    if (expression.op == Op::negate) return expression.args.front().op == Op::ever;
    if (expression.args.empty()) return expression.op == Op::never || expression.op == Op::absent;
    return std::all_of(expression.args.begin(), expression.args.end(), only_absences);
}

}  // namespace banc
