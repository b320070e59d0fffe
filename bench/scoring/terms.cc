// SPDX-License-Identifier: EUPL-1.2
#include "bench/scoring/terms.h"

#include <algorithm>
#include <array>

#include "bench/core/nearest.h"

namespace banc {
namespace {

enum class Takes { nothing, fact, event, state, span, maybe_fact };

Text did_you_mean(std::string_view word) {
    return text("vouliez-vous dire « {} » ?", "did you mean \"{}\"?", word);
}

}  // namespace

struct Terms::Signature {
    std::string_view name;
    Op op;
    std::array<Takes, 3> takes;
    std::string_view usage;
};

const Terms::Signature* Terms::find(std::string_view name) {
    static constexpr std::array kAll{
        Signature{"ever", Op::ever, {Takes::fact}, "ever(fact)"},
        Signature{"never", Op::never, {Takes::fact}, "never(fact)"},
        Signature{"at_end", Op::at_end, {Takes::state}, "at_end(state)"},
        Signature{"absent", Op::absent, {Takes::state}, "absent(state)"},
        Signature{"before", Op::before, {Takes::fact, Takes::fact}, "before(fact, fact)"},
        Signature{"after", Op::after, {Takes::fact, Takes::fact}, "after(fact, fact)"},
        Signature{"within",
                  Op::within,
                  {Takes::fact, Takes::span, Takes::maybe_fact},
                  "within(fact, 5min) / within(fact, 5min, fact)"},
        Signature{"for", Op::held, {Takes::state, Takes::span}, "for(state, 30s)"},
        Signature{"count", Op::count, {Takes::event}, "count(event) >= 2"},
    };
    const auto* found =
        std::find_if(kAll.begin(), kAll.end(), [&](const auto& s) { return s.name == name; });
    return found == kAll.end() ? nullptr : found;
}

Expression Terms::bare(const Token& fact) {
    Expression term;
    term.place = fact.place;
    term.fact = fact.text;
    const auto* kind = known(fact);
    term.op = kind && *kind == FactKind::state ? Op::at_end : Op::ever;
    return term;
}

Expression Terms::call(const Token& name, const std::vector<Token>& arguments) {
    Expression term;
    term.place = name.place;
    if (const auto* signature = find(name.text)) {
        term.op = signature->op;
        fill(term, *signature, arguments);
    } else {
        unknown_function(name);
    }
    return term;
}

void Terms::fill(Expression& term, const Signature& signature,
                 const std::vector<Token>& arguments) {
    std::size_t used = 0;
    for (const auto takes : signature.takes) {
        if (takes == Takes::nothing || (takes == Takes::maybe_fact && used == arguments.size()))
            continue;
        if (used == arguments.size()) return wrong_usage(term.place, signature);
        const auto& argument = arguments[used++];
        if (takes == Takes::span) {
            accept_span(term, argument);
            continue;
        }
        accept_fact(term, argument);
        if (takes == Takes::state) accept_kind(FactKind::state, argument);
        if (takes == Takes::event) accept_kind(FactKind::event, argument);
    }
    if (used < arguments.size()) wrong_usage(arguments[used].place, signature);
}

void Terms::accept_fact(Expression& term, const Token& argument) {
    (term.fact.empty() ? term.fact : term.other) = argument.text;
    known(argument);
}

void Terms::accept_kind(FactKind wanted, const Token& argument) {
    const auto* kind = vocabulary_.kind(argument.text);
    if (!kind || *kind == wanted) return;
    if (wanted == FactKind::state)
        return error(argument.place,
                     text("« {} » est un événement, il faut ici un état",
                          "\"{}\" is an event, a state is needed here", argument.text),
                     text("un événement se demande par ever, before, after, within ou count",
                          "ask about an event with ever, before, after, within or count"));
    error(argument.place,
          text("« {} » est un état, il faut ici un événement",
               "\"{}\" is a state, an event is needed here", argument.text),
          text("un état se demande par at_end, absent, for, ever, before, after ou within",
               "ask about a state with at_end, absent, for, ever, before, after or within"));
}

void Terms::accept_span(Expression& term, const Token& argument) {
    auto span = parse_duration(argument.text);
    if (!span) {
        span.error().place = argument.place;
        errors_.push_back(std::move(span.error()));
    } else if (*span == Nanos{0}) {
        error(argument.place, text("durée nulle", "zero duration"),
              text("donnez le temps accordé", "give the time allowed"));
    } else {
        term.span = *span;
    }
}

const FactKind* Terms::known(const Token& fact) {
    const auto* kind = vocabulary_.kind(fact.text);
    if (kind) return kind;
    const auto close = nearest(fact.text, vocabulary_.names());
    error(fact.place, text("fait inconnu « {} »", "unknown fact \"{}\"", fact.text),
          close.empty() ? text("déclarez-le sous « facts »", "declare it under \"facts\"")
                        : did_you_mean(close));
    return nullptr;
}

void Terms::unknown_function(const Token& name) {
    static const std::vector<std::string> kNames{"ever",  "never",  "at_end", "absent", "before",
                                                 "after", "within", "for",    "count"};
    const auto close = nearest(name.text, kNames);
    error(name.place, text("fonction inconnue « {} »", "unknown function \"{}\"", name.text),
          close.empty()
              ? text("les fonctions sont {}", "the functions are {}", fmt::join(kNames, ", "))
              : did_you_mean(close));
}

void Terms::wrong_usage(const Place& at, const Signature& signature) {
    error(at, text("{}() ne s'écrit pas ainsi", "{}() is not written like this", signature.name),
          text("écrivez {}", "write {}", signature.usage));
}

void Terms::error(const Place& at, Text what, Text remedy) {
    errors_.push_back({Errc::invalid, std::move(what), std::move(remedy), at});
}

}  // namespace banc
