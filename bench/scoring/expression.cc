// SPDX-License-Identifier: EUPL-1.2
// Recursive descent over a few tokens. A syntax error ends the parse, since what follows it would
// be guesswork; errors of meaning (unknown fact, wrong kind, bad duration) are all collected.
#include "bench/scoring/expression.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "bench/core/nearest.h"
#include "bench/scoring/terms.h"
#include "bench/scoring/tokens.h"

namespace banc {
namespace {

constexpr std::size_t kSourceMax = 65536;      // far above what a person writes in one criterion
constexpr int kDepthMax = 64;                  // parentheses and "not": bounds every recursion
constexpr std::int64_t kCountMax = 1'000'000;  // more occurrences than an exam can hold

const Text kWantsTerm{"ici on attend un fait, une fonction, not ou une parenthèse",
                      "a fact, a function, not or a parenthesis is expected here"};
const Text kWantsJoint{"reliez deux termes par and ou or, fermez les parenthèses",
                       "join two terms with and or or, close the parentheses"};
const Text kWantsArgument{"les arguments sont des noms de faits ou des durées, entre virgules",
                          "arguments are names of facts or durations, between commas"};
const Text kWantsComparison{"count() se compare à un nombre entier : count(fait) >= 2",
                            "count() is compared with a whole number: count(fact) >= 2"};

class Parser {
public:
    Parser(std::vector<Token> tokens, const Vocabulary& vocabulary)
        : tokens_(std::move(tokens)), terms_(vocabulary, errors_) {}
    Parser(const Parser&) = delete;  // terms_ refers to errors_
    Parser& operator=(const Parser&) = delete;

    Checked<Expression> whole() {
        auto parsed = any(0);
        if (parsed && now().kind != TokenKind::end) parsed = trailing();
        if (!errors_.empty()) return tl::unexpected(std::move(errors_));
        return std::move(*parsed);
    }

private:
    // Empty: a syntax error was reported and the parse is over.
    using Parsed = std::optional<Expression>;

    Parsed any(int depth) { return chain(Op::any, depth); }

    // a and b and c: one node with three arguments; a alone: a itself.
    Parsed chain(Op op, int depth) {
        const std::string_view joint = op == Op::any ? "or" : "and";
        const auto operand = [&] { return op == Op::any ? chain(Op::all, depth) : unary(depth); };
        auto first = operand();
        if (!first || now().text != joint) return first;
        Expression joined;
        joined.op = op;
        joined.place = first->place;
        joined.args.push_back(std::move(*first));
        while (now().text == joint) {
            take();
            auto more = operand();
            if (!more) return {};
            joined.args.push_back(std::move(*more));
        }
        return joined;
    }

    Parsed unary(int depth) {
        if (depth > kDepthMax)
            return stop(
                now().place,
                text("plus de {} niveaux imbriqués", "more than {} nested levels", kDepthMax),
                text("retirez des parenthèses ou des « not »", "remove parentheses or \"not\"s"));
        if (now().text == "not") return negation(depth);
        if (now().kind == TokenKind::open) return parenthesis(depth);
        return term();
    }

    Parsed negation(int depth) {
        Expression negated;
        negated.op = Op::negate;
        negated.place = take().place;
        auto inner = unary(depth + 1);
        if (!inner) return {};
        negated.args.push_back(std::move(*inner));
        return negated;
    }

    Parsed parenthesis(int depth) {
        const auto opened = take();
        auto inner = any(depth + 1);
        if (!inner) return {};
        if (now().kind == TokenKind::end)
            return stop(opened.place, text("parenthèse jamais fermée", "parenthesis never closed"),
                        text("ajoutez « ) »", "add \")\""));
        if (now().kind != TokenKind::close) return trailing();
        take();
        return inner;
    }

    Parsed term() {
        const auto word = now();
        if (word.kind != TokenKind::word || word.text == "and" || word.text == "or")
            return unexpected(kWantsTerm);
        take();
        if (now().kind != TokenKind::open) return terms_.bare(word);
        take();
        std::vector<Token> given;
        if (!arguments(given)) return misplaced(given);
        const auto found = errors_.size();
        auto called = terms_.call(word, given);
        if (called.op == Op::count) return comparison(std::move(called));
        if (errors_.size() > found && now().kind == TokenKind::compare) skip(2);
        return called;
    }

    // False: the token at hand does not belong there.
    bool arguments(std::vector<Token>& given) {
        if (now().kind == TokenKind::close) return skip(1);
        while (now().kind == TokenKind::word || now().kind == TokenKind::number) {
            given.push_back(take());
            if (now().kind == TokenKind::close) return skip(1);
            if (now().kind != TokenKind::comma) return false;
            take();
        }
        return false;
    }

    // "5 mins" and "12,5 min" are one wrong duration rather than a word too many.
    Parsed misplaced(const std::vector<Token>& given) {
        const auto first = std::find_if(given.rbegin(), given.rend(), [](const Token& token) {
                               return token.kind != TokenKind::number;
                           }).base();
        if (first == given.end() || now().kind != TokenKind::word ||
            parse_duration(given.back().text))
            return unexpected(kWantsArgument);
        const auto* start = first->text.data();
        const auto* end = now().text.data() + now().text.size();
        auto wrong = parse_duration({start, static_cast<std::size_t>(end - start)}).error();
        return stop(first->place, std::move(wrong.what), std::move(wrong.remedy));
    }

    Parsed comparison(Expression count) {
        if (now().kind != TokenKind::compare) return unexpected(kWantsComparison);
        const auto sign = take().text;
        count.compare = sign == ">="   ? Compare::at_least
                        : sign == "<=" ? Compare::at_most
                                       : Compare::equal;
        const auto digits = now().text;
        const auto read =
            std::from_chars(digits.data(), digits.data() + digits.size(), count.number);
        const bool leading_zero = digits.size() > 1 && digits.front() == '0';
        if (now().kind != TokenKind::number || read.ec != std::errc{} ||
            read.ptr != digits.data() + digits.size() || leading_zero || count.number > kCountMax)
            return unexpected(kWantsComparison);
        const auto number = take();
        if (count.compare == Compare::at_least && count.number == 0)
            return stop(number.place, text("« >= 0 » est toujours vrai", "\">= 0\" is always true"),
                        text("demandez au moins 1", "ask for at least 1"));
        return count;
    }

    // Something stands where only "and", "or", a parenthesis or the end can.
    Parsed trailing() {
        const auto close = nearest(now().text, {"and", "or"});
        if (close.empty()) return unexpected(kWantsJoint);
        return unexpected(text("vouliez-vous dire « {} » ?", "did you mean \"{}\"?", close));
    }

    Parsed unexpected(Text remedy) {
        if (now().kind == TokenKind::end)
            return stop(now().place,
                        text("la condition s'arrête trop tôt", "the condition ends too early"),
                        std::move(remedy));
        return stop(now().place, text("« {} » inattendu", "unexpected \"{}\"", now().text),
                    std::move(remedy));
    }
    Parsed stop(const Place& at, Text what, Text remedy = {}) {
        errors_.push_back({Errc::invalid, std::move(what), std::move(remedy), at});
        return {};
    }

    [[nodiscard]] const Token& now() const { return tokens_[next_]; }
    Token take() {
        Token taken = now();
        skip(1);
        return taken;
    }
    bool skip(std::size_t count) {
        next_ = std::min(next_ + count, tokens_.size() - 1);  // the last one is `end`
        return true;
    }

    std::vector<Token> tokens_;
    std::size_t next_ = 0;
    Errors errors_;
    Terms terms_;
};

void gather(const Expression& e, std::vector<std::string>& names) {
    for (const auto* name : {&e.fact, &e.other})
        if (!name->empty() && std::find(names.begin(), names.end(), *name) == names.end())
            names.push_back(*name);
    for (const auto& arg : e.args) gather(arg, names);
}

}  // namespace

Checked<Expression> parse_expression(std::string_view source, const Vocabulary& vocabulary,
                                     const Place& at) {
    if (source.size() > kSourceMax)
        return tl::unexpected(Errors{
            {Errc::invalid,
             text("condition de plus de {} octets", "condition longer than {} bytes", kSourceMax),
             {},
             at}});
    auto tokens = tokens_of(source, at);
    if (!tokens) return tl::unexpected(std::move(tokens.error()));
    return Parser(std::move(*tokens), vocabulary).whole();
}

std::vector<std::string> facts_of(const Expression& expression) {
    std::vector<std::string> names;
    gather(expression, names);
    return names;
}

}  // namespace banc
