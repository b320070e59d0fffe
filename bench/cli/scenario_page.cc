// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/scenario_page.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>

#include "bench/cli/referential_lines.h"

namespace banc {
namespace {

constexpr std::size_t kMargin = 18;

Text named(CriterionKind kind) {
    switch (kind) {
        case CriterionKind::observed: return {"constaté par le banc", "observed by the bench"};
        case CriterionKind::supported:
            return {"étayé, jugé par le jury", "supported, judged by the jury"};
        case CriterionKind::judged: return {"jugé par le jury", "judged by the jury"};
    }
    return {};
}

std::string title_line(const Scenario& scenario, Lang lang) {
    std::string modes;
    for (const auto mode : scenario.modes)
        modes += (modes.empty() ? "" : ", ") + named(mode).in(lang);
    return text("version {} · niveau {} · {} min · {} · preuve : {}",
                "version {} · level {} · {} min · {} · proof: {}", scenario.version, scenario.level,
                scenario.duration / std::chrono::minutes(1), modes, scenario.proof)
        .in(lang);
}

// As it was written, a little to the right.
void verbatim(std::string_view words) {
    while (!words.empty()) {
        const auto end = words.find('\n');
        fmt::print("{}{}\n", end == 0 ? "" : "  ", words.substr(0, end));
        words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
    }
}

void print_step(const InjectStep& step, Lang lang) {
    if (step.open) line(text("  ouvre", "  opens").in(lang), kMargin, step.open->line);
    if (step.console)
        for (const auto& command : commands_of(step.console->run))
            line(text("  tape", "  types").in(lang), kMargin, command);
    if (!step.prepare) return;
    line(text("  à la main", "  by hand").in(lang), kMargin,
         step.prepare->part + " — " + step.prepare->words);
    for (const auto& point : step.prepare->checklist) line("", kMargin, "□ " + point);
}

void print_fault(const Scenario& scenario, Lang lang) {
    if (scenario.inject.empty()) return;
    heading({"La panne", "The fault"}, lang);
    for (const auto& step : scenario.inject) {
        if (step.while_pc_off()) line("", kMargin, text("PC éteint :", "PC off:").in(lang));
        print_step(step, lang);
    }
}

// What the fault and the criteria then call ${name}.
void print_draws(const Scenario& scenario, Lang lang) {
    if (scenario.parameters.empty()) return;
    heading({"Tiré pour chaque candidat, une valeur parmi", "Drawn for each candidate, one of"},
            lang);
    for (const auto& [name, values] : scenario.parameters)
        line(fmt::format("  ${{{}}}", name), kMargin, fmt::format("{}", fmt::join(values, " · ")));
}

std::string range_words(const MeterRange& range, Lang lang) {
    constexpr double one = 1e9;
    return text("de {} à {} {} {}", "from {} to {} {} {}", static_cast<double>(range.low) / one,
                static_cast<double>(range.high) / one, range.unit, range.kind)
        .in(lang);
}

std::string source_line(const Fact& fact, Lang lang) {
    const auto& from = fact.source;
    const auto kind = fact.kind == FactKind::state ? text("état", "state") : text("fait", "event");
    std::vector<std::string> seen;
    if (from.range) seen.push_back(range_words(*from.range, lang));
    for (const auto& more : {from.pattern, from.verb, from.shows, from.has})
        if (!more.empty()) seen.push_back(more);
    return fmt::format("{} · {} : {}", kind.in(lang), from.provider, fmt::join(seen, " · "));
}

void print_facts(const Scenario& scenario, Lang lang) {
    if (scenario.facts.empty()) return;
    heading({"Ce que le banc voit", "What the bench sees"}, lang);
    for (const auto& fact : scenario.facts) {
        line("  " + fact.id, kMargin, fact.label.in(lang));
        line("", kMargin, source_line(fact, lang));
    }
}

void print_criterion(const Criterion& criterion, Lang lang) {
    std::vector<std::string> rows;
    for (const auto& [title, row] : criterion.scores) rows.push_back(title + " " + row);
    const auto safety = text("SÉCURITÉ — ", "SAFETY — ").in(lang);
    line("  " + criterion.id, kMargin, (criterion.critical ? safety : "") + criterion.label);
    line("", kMargin,
         fmt::format("{} · {}", named(criterion.kind).in(lang), fmt::join(rows, ", ")));
    for (const auto& route : criterion.routes)
        line("", kMargin, text("une voie : {}", "one way: {}", route).in(lang));
    for (const auto& descriptor : criterion.descriptors) line("", kMargin, "□ " + descriptor);
}

void print_client(const Scenario& scenario, Lang lang) {
    if (scenario.client_attitude.empty() && scenario.client_script.empty()) return;
    heading({"Le client, joué par le jury", "The client, played by the jury"}, lang);
    if (!scenario.client_attitude.empty()) line(" ", 2, scenario.client_attitude);
    verbatim(scenario.client_script);
}

}  // namespace

Text named(Mode mode) {
    switch (mode) {
        case Mode::official: return {"session officielle", "official session"};
        case Mode::ecf: return {"ECF", "assessment in training"};
        case Mode::mock: return {"examen blanc", "mock exam"};
        case Mode::training: return {"entraînement", "training"};
    }
    return {};
}

void print_page(const Scenario& scenario, Lang lang) {
    fmt::print("{} — {}\n{}\n", scenario.id, scenario.title, title_line(scenario, lang));
    if (!scenario.needs.empty())
        line(text("Il faut", "Needs").in(lang), kMargin,
             fmt::format("{}", fmt::join(scenario.needs, ", ")));
    heading({"Le sujet remis au candidat", "What the candidate reads"}, lang);
    verbatim(scenario.brief);
    print_client(scenario, lang);
    print_draws(scenario, lang);
    print_fault(scenario, lang);
    print_facts(scenario, lang);
    heading({"Les critères", "Criteria"}, lang);
    for (const auto& criterion : scenario.criteria) print_criterion(criterion, lang);
    if (!scenario.hints.empty())
        heading({"Les indices, en entraînement", "Hints, in training"}, lang);
    for (const auto& hint : scenario.hints)
        line(fmt::format("  {} min", hint.after / std::chrono::minutes(1)), kMargin, hint.text);
    heading({"La sécurité", "Safety"}, lang);
    for (const auto& rule : scenario.safety) line(" ", 2, rule);
    heading(text("Remise en état : {}", "Reset: {}", scenario.reset.reset_class), lang);
}

}  // namespace banc
