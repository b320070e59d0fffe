// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/row_condition.h"

#include <charconv>
#include <optional>

namespace banc {
namespace {

struct Condition {
    std::string_view key;
    std::string_view op;
    std::string_view value;
};

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (text.empty() || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return value;
}

bool ordered(const Condition& condition) { return condition.op == "<=" || condition.op == ">="; }

std::optional<Condition> parse(std::string_view text) {
    const auto first = text.find(' ');
    const auto second = text.find(' ', first == text.npos ? first : first + 1);
    if (second == text.npos) return std::nullopt;
    const Condition condition{text.substr(0, first), text.substr(first + 1, second - first - 1),
                              text.substr(second + 1)};
    const auto known = {"==", "!=", "<=", ">="};
    if (std::find(known.begin(), known.end(), condition.op) == known.end()) return std::nullopt;
    const bool named =
        condition.key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == text.npos &&
        !condition.key.empty();
    const bool valued = !condition.value.empty() && condition.value.front() != ' ';
    return named && valued ? std::optional(condition) : std::nullopt;
}

}  // namespace

bool row_matches(std::string_view text, const std::map<std::string, std::string>& row) {
    const auto condition = parse(text);
    if (!condition) return false;
    const auto found = row.find(std::string(condition->key));
    if (found == row.end()) return false;
    if (!ordered(*condition)) return (found->second == condition->value) == (condition->op == "==");
    const auto have = number(found->second);
    const auto want = number(condition->value);
    if (!have || !want) return false;
    return condition->op == "<=" ? *have <= *want : *have >= *want;
}

Result<void> check_row_condition(std::string_view text) {
    const auto condition = parse(text);
    const bool drawn = condition && condition->value.find("${") != text.npos;
    if (condition && (!ordered(*condition) || drawn || number(condition->value))) return {};
    return fail(Errc::invalid,
                banc::text("condition illisible « {} »", "unreadable condition \"{}\"", text),
                banc::text("écrivez « clé == valeur » (==, !=, ou <=, >= et un nombre), espaces "
                           "compris",
                           "write \"key == value\" (==, !=, or <=, >= and a number), with blanks"));
}

}  // namespace banc
