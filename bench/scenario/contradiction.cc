// SPDX-License-Identifier: EUPL-1.2
// Tries every combination of what may become of the facts an expression names: how often each was
// seen, and how each state stands at the end. Few terms, so few combinations.
#include <algorithm>
#include <map>

#include "bench/scenario/honesty.h"

namespace banc {
namespace {

constexpr std::size_t kWorldsMax = 100'000;  // past this nobody wrote it by hand: let it be

struct Fate {
    std::int64_t seen = 0;  // how often
    bool stands = false;    // at the end; it was seen then
};
using Fates = std::map<std::string, Fate>;

// The most a term counts to, and one more.
std::int64_t counted(const Expression& e) {
    std::int64_t most = e.op == Op::count ? e.number + 1 : 1;
    for (const auto& arg : e.args) most = std::max(most, counted(arg));
    return most;
}

bool count_holds(const Expression& e, std::int64_t seen) {
    switch (e.compare) {
        case Compare::at_least: return seen >= e.number;
        case Compare::at_most: return seen <= e.number;
        case Compare::equal: return seen == e.number;
    }
    return true;
}

// What time and order would add is taken as the asker likes.
bool can(const Expression& e, const Fates& fates, Side side);

bool every(const Expression& e, const Fates& fates, Side side) {
    return std::ranges::all_of(e.args, [&](const auto& arg) { return can(arg, fates, side); });
}
bool some(const Expression& e, const Fates& fates, Side side) {
    return std::ranges::any_of(e.args, [&](const auto& arg) { return can(arg, fates, side); });
}

bool can(const Expression& e, const Fates& fates, Side side) {
    const bool holds = side == Side::holds;
    const auto seen = [&](const std::string& fact) { return fates.at(fact).seen > 0; };
    switch (e.op) {
        case Op::all: return holds ? every(e, fates, side) : some(e, fates, side);
        case Op::any: return holds ? some(e, fates, side) : every(e, fates, side);
        case Op::negate: return can(e.args.front(), fates, holds ? Side::fails : Side::holds);
        case Op::ever: return seen(e.fact) == holds;
        case Op::never: return seen(e.fact) != holds;
        case Op::at_end: return fates.at(e.fact).stands == holds;
        case Op::absent: return fates.at(e.fact).stands != holds;
        case Op::count: return count_holds(e, fates.at(e.fact).seen) == holds;
        case Op::before:
        case Op::held: return !holds || seen(e.fact);
        case Op::after: return !holds || (seen(e.fact) && seen(e.other));
        case Op::within: return !holds || (seen(e.fact) && (e.other.empty() || seen(e.other)));
    }
    return true;
}

// Fates from the `at`-th fact on; those before are chosen.
bool some_world(const Expression& e, const std::vector<std::string>& facts, Fates& fates) {
    if (fates.size() == facts.size()) return can(e, fates, Side::holds);
    const auto& fact = facts[fates.size()];
    const auto most = counted(e);
    for (std::int64_t seen = 0; seen <= most; ++seen)
        for (const bool stands : {false, true}) {
            if (stands && seen == 0) continue;
            fates[fact] = {seen, stands};
            if (some_world(e, facts, fates)) return true;
            fates.erase(fact);
        }
    return false;
}

}  // namespace

bool can_be_true(const Expression& expression) {
    auto facts = facts_of(expression);
    const auto most = counted(expression);
    std::size_t worlds = 1;
    for (std::size_t i = 0; i < facts.size() && worlds <= kWorldsMax; ++i)
        worlds *= static_cast<std::size_t>(2 * most + 1);
    if (worlds > kWorldsMax || most > static_cast<std::int64_t>(kWorldsMax)) return true;
    Fates fates;
    return some_world(expression, facts, fates);
}

bool implies(const Expression& first, const Expression& second) {
    Expression denied;
    denied.op = Op::negate;
    denied.args = {second};
    Expression both;
    both.args = {first, std::move(denied)};
    return !can_be_true(both);
}

}  // namespace banc
