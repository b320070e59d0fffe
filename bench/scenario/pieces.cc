// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/pieces.h"

#include <re2/re2.h>

#include <algorithm>

#include "bench/core/causes.h"
#include "bench/scenario/references.h"

namespace banc {
namespace {

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
constexpr std::int64_t kPatternMemory = 1 << 20;  // a pattern over 1 MiB compiled is a mistake

}  // namespace

Vocabulary Reading::vocabulary() const {
    return {[this](std::string_view id) {
                const auto* fact = scenario.fact(id);
                return fact == nullptr ? nullptr : &fact->kind;
            },
            [this] {
                std::vector<std::string> names;
                for (const auto& fact : scenario.facts) names.push_back(fact.id);
                return names;
            }};
}

std::string as_id(const Node& node, char joint, Errors& errors) {
    const auto allowed = std::string(kLetters) + "0123456789" + joint;
    const bool shaped = !node.text.empty() && kLetters.find(node.text.front()) != kLetters.npos &&
                        node.text.find_first_not_of(allowed) == std::string::npos;
    if (shaped) return node.text;
    blame(errors, node.place,
          text("identifiant illisible « {} »", "unreadable identifier \"{}\"", node.text),
          text("minuscules sans accent, chiffres et « {} », une lettre d'abord",
               "lower-case letters without accents, digits and \"{}\", a letter first", joint));
    return {};
}

std::string as_pattern(const Node& node, Errors& errors) {
    auto written = as_text(node, errors);
    if (written.empty()) return {};
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(kPatternMemory);
    const RE2 pattern(replace_references(written, [](const auto&) { return "x"; }), options);
    if (!pattern.ok()) {
        const auto at = written.find(pattern.error_arg());
        const auto cause = cause_of(pattern);
        blame(errors, node.at(at == written.npos ? 0 : at),
              {"motif illisible : " + cause.fr, "unreadable pattern: " + cause.en},
              text("syntaxe RE2 ; « \\ » devant un signe à prendre tel quel",
                   "RE2 syntax; \"\\\" before a sign that stands for itself"));
    } else if (RE2::PartialMatch("", pattern)) {
        blame(errors, node.place,
              text("ce motif convient à n'importe quelle ligne", "this pattern matches any line"),
              text("retirez un « | » ou un « * » de trop", "remove a \"|\" or \"*\" too many"));
    }
    return written;
}

Expression as_expression(const Node& node, const Reading& reading) {
    if (node.kind != Node::Kind::scalar || node.style == Node::Style::block) {
        blame(reading.errors, node.place,
              text("expression attendue sur cette ligne", "expression expected on this line"),
              text("par exemple : at_end(lien)", "for example: at_end(link)"));
        return {};
    }
    auto expression = parse_expression(node.text, reading.vocabulary(), node.at(0));
    if (expression) return std::move(*expression);
    reading.errors.insert(reading.errors.end(), expression.error().begin(),
                          expression.error().end());
    return {};
}

}  // namespace banc
