// SPDX-License-Identifier: EUPL-1.2
// What each term of an expression takes, and whether the facts a person named fit.
#pragma once

#include <string_view>
#include <vector>

#include "bench/scoring/expression.h"
#include "bench/scoring/tokens.h"

namespace banc {

// Turns a name and its arguments into a typed term. What is wrong with them (unknown fact, an
// event where a state is needed, unreadable duration) is added to `errors`; the term then only
// serves to go on reading.
class Terms {
public:
    Terms(const Vocabulary& vocabulary, Errors& errors)
        : vocabulary_(vocabulary), errors_(errors) {}

    Expression bare(const Token& fact);
    Expression call(const Token& name, const std::vector<Token>& arguments);

private:
    struct Signature;
    static const Signature* find(std::string_view name);
    void fill(Expression& term, const Signature& signature, const std::vector<Token>& arguments);
    void accept_fact(Expression& term, const Token& argument);
    void accept_kind(FactKind wanted, const Token& argument);
    void accept_span(Expression& term, const Token& argument);
    const FactKind* known(const Token& fact);
    void unknown_function(const Token& name);
    void wrong_usage(const Place& at, const Signature& signature);
    void error(const Place& at, Text what, Text remedy);

    const Vocabulary& vocabulary_;
    Errors& errors_;
};

}  // namespace banc
