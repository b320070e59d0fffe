// SPDX-License-Identifier: EUPL-1.2
// The `when` of a criterion: parsed once, typed, with positions (design.md §5.4).
//
//   expr   := or      or := and ("or" and)*      and := unary ("and" unary)*
//   unary  := "not" unary | "(" expr ")" | term
//   term   := "ever(" fact ")" | "never(" fact ")" | "at_end(" state ")" | "absent(" state ")"
//           | "before(" fact "," fact ")" | "after(" fact "," fact ")"
//           | "within(" fact "," duration ["," fact] ")" | "for(" state "," duration ")"
//           | "count(" event ")" (">=" | "<=" | "==") integer
//           | fact                      bare event: ever(event); bare state: at_end(state)
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/core/error.h"
#include "bench/core/time.h"

namespace banc {

enum class FactKind { event, state };

enum class Op { all, any, negate, ever, never, at_end, absent, before, after, within, held, count };
enum class Compare { at_least, at_most, equal };

struct Expression {
    Op op = Op::all;
    std::vector<Expression> args;         // all, any, negate
    std::string fact;                     // the first fact of a term
    std::string other;                    // before, after; within with three arguments, else empty
    Nanos span{0};                        // within, held
    Compare compare = Compare::at_least;  // count
    std::int64_t number = 0;              // count
    Place place;                          // of the term in its file
};

// What the scenario declares. Returns nullptr for a fact that is not declared.
struct Vocabulary {
    std::function<const FactKind*(std::string_view)> kind;
    std::function<std::vector<std::string>()> names;  // for "did you mean"
};

// `at` is where the text starts in its file: positions of errors count on from there. All errors
// at once; nesting is bounded at 64.
Checked<Expression> parse_expression(std::string_view source, const Vocabulary& vocabulary,
                                     const Place& at);

// Every fact the expression names, in order, without repetition.
std::vector<std::string> facts_of(const Expression& expression);

// "5min", "30s", "1h30min", "250ms". Strict: no blanks, no decimals, no leading zero.
Result<Nanos> parse_duration(std::string_view source);
// The same, written back; of one above zero.
std::string duration_text(Nanos duration);

}  // namespace banc
