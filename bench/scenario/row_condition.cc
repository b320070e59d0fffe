// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/row_condition.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

namespace banc {
namespace {

constexpr std::array<std::string_view, 4> kOperators{"==", "!=", "<=", ">="};
constexpr std::string_view kAnd = " and ";
constexpr char kQuote = '"';

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (text.empty() || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return value;
}

std::optional<RowCondition> parse(std::string_view text) {
    const auto first = text.find(' ');
    const auto second = text.find(' ', first == text.npos ? first : first + 1);
    if (second == text.npos) return std::nullopt;
    RowCondition condition{text.substr(0, first), text.substr(first + 1, second - first - 1),
                           text.substr(second + 1)};
    if (std::ranges::find(kOperators, condition.op) == kOperators.end()) return std::nullopt;
    if (condition.value.starts_with(kQuote)) {
        if (condition.value.find(kQuote, 1) != condition.value.size() - 1) return std::nullopt;
        condition.value = condition.value.substr(1, condition.value.size() - 2);
        condition.quoted = true;
    }
    const bool named =
        condition.key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == text.npos &&
        !condition.key.empty();
    // No row holds an empty value: `!= ""` is any row that has the key, `== ""` could never hold.
    const bool any = condition.quoted && condition.value.empty() && condition.op == "!=";
    const bool valued = any || (!condition.value.empty() && condition.value.front() != ' ');
    return named && valued ? std::optional(condition) : std::nullopt;
}

bool sound(const RowCondition& condition) {
    return !condition.ordered() || condition.drawn() || number(condition.value);
}

// One row has one value of a key, so "a == 1 and a == 2" holds of none.
bool at_odds(const RowCondition& a, const RowCondition& b) {
    if (a.key != b.key) return false;
    const bool known = !a.drawn() && !b.drawn();
    if (a.op == ">=" && b.op == "<=") return known && number(a.value) > number(b.value);
    if (a.op != "==") return false;
    const bool alike = a.value == b.value && !b.ordered();
    return (known || alike) && !holds(b, {{std::string(a.key), std::string(a.value)}});
}

// One that another of them denies; null: none.
const RowCondition* denied(const std::vector<RowCondition>& all) {
    for (const auto& one : all)
        if (std::ranges::any_of(all, [&](const auto& more) { return at_odds(one, more); }))
            return &one;
    return nullptr;
}

// "owner == client or group == client" would be looked for word for word.
bool has_alternatives(std::string_view text) {
    constexpr std::string_view kOr = " or ";
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == kQuote) quoted = !quoted;
        if (!quoted && text.substr(at).starts_with(kOr)) return true;
    }
    return false;
}

// What follows a condition that was not well written is taken into the value of the one before.
bool holds_another(const RowCondition& condition) {
    const auto holds = [&](std::string_view word) {
        return condition.value.find(word) != condition.value.npos;
    };
    return !condition.quoted &&
           (holds(kAnd) || holds(" = ") || std::ranges::any_of(kOperators, holds));
}

}  // namespace

bool holds(const RowCondition& condition, const std::map<std::string, std::string>& row) {
    const auto found = row.find(std::string(condition.key));
    if (found == row.end()) return false;
    if (!condition.ordered()) return (found->second == condition.value) == (condition.op == "==");
    const auto have = number(found->second);
    const auto want = number(condition.value);
    if (!have || !want) return false;
    return condition.op == "<=" ? *have <= *want : *have >= *want;
}

// Cut at each " and " that stands between two conditions: a value may hold the word. Empty when one
// of them is not well written.
std::vector<RowCondition> conditions_in(std::string_view text) {
    std::vector<RowCondition> out;
    std::size_t from = 0;
    for (auto at = text.find(kAnd); at != text.npos; at = text.find(kAnd, at + 1)) {
        if (!parse(text.substr(at + kAnd.size()))) continue;
        const auto one = parse(text.substr(from, at - from));
        if (!one) continue;  // its quotes are not closed yet
        out.push_back(*one);
        from = at + kAnd.size();
    }
    const auto last = parse(text.substr(from));
    if (!last) return {};
    out.push_back(*last);
    return out;
}

bool row_matches(std::string_view text, const std::map<std::string, std::string>& row) {
    const auto conditions = conditions_in(text);
    return !conditions.empty() &&
           std::ranges::all_of(conditions, [&](const auto& one) { return holds(one, row); });
}

bool row_tells(std::string_view text, const std::map<std::string, std::string>& row) {
    const auto conditions = conditions_in(text);
    const auto there = [&](const auto& one) { return row.contains(std::string(one.key)); };
    const auto refuted = [&](const auto& one) { return there(one) && !holds(one, row); };
    return std::ranges::any_of(conditions, refuted) || std::ranges::all_of(conditions, there);
}

Result<void> check_row_condition(std::string_view text) {
    if (has_alternatives(text))
        return fail(Errc::invalid,
                    banc::text("« or » ne joint pas de conditions : « {} »",
                               "\"or\" joins no conditions: \"{}\"", text),
                    {"faites-en deux faits, joints par « or » dans le critère ; une valeur qui "
                     "contient ce mot se met entre guillemets doubles",
                     "make it two facts, joined by \"or\" in the criterion; a value that holds "
                     "this word goes between double quotes"});
    const auto conditions = conditions_in(text);
    const auto stray = std::ranges::find_if(conditions, holds_another);
    if (stray != conditions.end())
        return fail(Errc::invalid,
                    banc::text("la valeur « {} » contient « and » ou une comparaison",
                               "the value \"{}\" holds \"and\" or a comparison", stray->value),
                    {"joignez par « and » des conditions « clé == valeur » ; une valeur qui "
                     "contient cela se met entre guillemets doubles",
                     "join conditions \"key == value\" with \"and\"; a value that holds this "
                     "goes between double quotes"});
    if (!conditions.empty() && std::ranges::all_of(conditions, sound)) return {};
    return fail(Errc::invalid,
                banc::text("condition illisible « {} »", "unreadable condition \"{}\"", text),
                banc::text("écrivez « clé == valeur » (==, !=, ou <=, >= et un nombre), espaces "
                           "compris, et « and » pour en joindre",
                           "write \"key == value\" (==, !=, or <=, >= and a number), with blanks, "
                           "and \"and\" to join several"));
}

Result<void> check_one_row(std::string_view text) {
    const auto conditions = conditions_in(text);
    const auto* one = denied(conditions);
    if (one == nullptr) return {};
    return fail(Errc::invalid,
                banc::text("aucune ligne n'a ce « {} » : « {} »",
                           "no row has such a \"{}\": \"{}\"", one->key, text),
                {"une ligne n'a qu'une valeur par clé ; pour « l'un ou l'autre », deux faits, "
                 "joints par « or » dans le critère",
                 "a row has one value of a key; for \"this or that\", two facts, joined by \"or\" "
                 "in the criterion"});
}

}  // namespace banc
