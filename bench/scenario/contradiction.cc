// SPDX-License-Identifier: EUPL-1.2
// Tries every combination of what may become of the facts an expression names: how often each was
// seen, how each state stands at the end, and which came first where that is asked. Few terms, so
// few combinations.
#include <algorithm>
#include <map>
#include <set>

#include "bench/scenario/honesty.h"

namespace banc {
namespace {

constexpr std::int64_t kWorldsMax = 100'000;  // past this nobody wrote it by hand: let it be

struct Fate {
    std::int64_t seen = 0;   // how often
    bool stands = false;     // at the end; it was seen then
    std::int64_t first = 0;  // when it was first seen, beside the others
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

// What time would add is taken as the asker likes.
bool can(const Expression& e, const Fates& fates, Side side);

bool came_before(const Fate& a, const Fate& b) {
    return a.seen > 0 && (b.seen == 0 || a.first < b.first);
}

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
        case Op::before: return came_before(fates.at(e.fact), fates.at(e.other)) == holds;
        case Op::held: return !holds || seen(e.fact);
        case Op::after: return !holds || (seen(e.fact) && seen(e.other));
        case Op::within: return !holds || (seen(e.fact) && (e.other.empty() || seen(e.other)));
    }
    return true;
}

// What may become of one fact; `moments` are those at which it may have come first.
std::vector<Fate> fates_of(std::int64_t most, std::int64_t moments) {
    std::vector<Fate> all{{}};
    for (std::int64_t seen = 1; seen <= most; ++seen)
        for (std::int64_t first = 0; first < moments; ++first)
            for (const bool stands : {false, true}) all.push_back({seen, stands, first});
    return all;
}

using Worlds = std::vector<std::pair<std::string, std::vector<Fate>>>;

// Those before have their fate.
bool some_world(const Expression& e, const Worlds& worlds, Fates& fates) {
    if (fates.size() == worlds.size()) return can(e, fates, Side::holds);
    const auto& [fact, possible] = worlds[fates.size()];
    for (const auto& fate : possible) {
        fates[fact] = fate;
        if (some_world(e, worlds, fates)) return true;
        fates.erase(fact);
    }
    return false;
}

// The facts whose order is asked.
void note_ordered(const Expression& e, std::set<std::string>& ordered) {
    if (e.op == Op::before) ordered.insert({e.fact, e.other});
    for (const auto& arg : e.args) note_ordered(arg, ordered);
}

}  // namespace

bool can_be_true(const Expression& expression) {
    const auto most = counted(expression);
    if (most > kWorldsMax) return true;
    std::set<std::string> ordered;
    note_ordered(expression, ordered);
    Worlds worlds;
    std::int64_t count = 1;
    for (const auto& fact : facts_of(expression)) {
        const auto moments = ordered.contains(fact) ? std::ssize(ordered) : 1;
        count *= 2 * most * moments + 1;
        if (count > kWorldsMax) return true;
        worlds.emplace_back(fact, fates_of(most, moments));
    }
    Fates fates;
    return some_world(expression, worlds, fates);
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
