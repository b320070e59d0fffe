// SPDX-License-Identifier: EUPL-1.2
// The top of the page: who, what, when, and what the bench proposes at a glance.
#include <fmt/format.h>

#include <array>

#include "bench/journal/composed.h"
#include "reports/french.h"
#include "reports/sections.h"

namespace banc::report {
namespace {

std::string time_rules(const Identity& id) {
    auto words = fr::duration(id.allotted == Nanos{0} ? id.duration : id.allotted);
    if (id.factor_up != id.factor_down)
        words +=
            fmt::format(" ({} × {}/{})", fr::duration(id.duration), id.factor_up, id.factor_down);
    if (id.credited != Nanos{0}) words += ", " + fr::duration(id.credited) + " créditées";
    if (id.extended != Nanos{0}) words += ", " + fr::duration(id.extended) + " de prolongation";
    return words;
}

std::string authorised_end(const Identity& id) {
    if (!id.authorised_end) return "non fixée";
    return fmt::format("{}, à {}", fr::clock(*id.authorised_end),
                       fr::time_of_day(id.authorised_end_wall));
}

std::string end_of(const Identity& id) {
    return id.ended ? fr::clock(*id.ended) + " après l'ouverture" : "non atteinte";
}

Markup warning_of(const Story& story) {
    if (story.integrity == "intact") return {};
    return element("p", {{"class", "warning"}, {"role", "note"}},
                   prose(fmt::format("Attention : le journal est {}. Ce rapport ne vaut que pour "
                                     "ce qui a pu être lu.",
                                     story.integrity == "torn"
                                         ? "tronqué (dernier enregistrement incomplet)"
                                         : fr::integrity(story.integrity))));
}

Markup composed_of(const Identity& id) {
    if (!id.composed) return {};
    return element("p", {{"class", "warning"}, {"role", "note"}},
                   prose(fmt::format("Attention : {}. Les heures sont inventées.", kComposed.fr)));
}

Markup proposal_line(const CriterionStory& criterion) {
    auto words = criterion.row.empty() ? criterion.label : criterion.row + " " + criterion.label;
    if (criterion.finding)
        words += fmt::format(" (vu par le banc : {})", fr::finding(*criterion.finding));
    return element("li", safety_tag(criterion) + prose(words));
}

}  // namespace

Markup header_of(const Story& story) {
    const auto& id = story.identity;
    const auto title = fmt::format("{} — {}{}", id.title_code, id.title,
                                   id.millesime.empty() ? "" : ", millésime " + id.millesime);
    const auto facts = pair("Candidat", text(id.candidate)) +
                       pair("Date", prose(fr::date(id.date))) + pair("Titre", prose(title)) +
                       pair("Scénario", prose(fmt::format("{} ({}, version {})", id.scenario_title,
                                                          id.scenario, id.scenario_version))) +
                       pair("Temps accordé", prose(time_rules(id))) +
                       pair("Fin autorisée", prose(authorised_end(id))) +
                       pair("Fin", prose(end_of(id))) +
                       pair("Issue", prose(fr::outcome(id.outcome))) +
                       pair("Poste", text(id.bench)) + pair("Programme", text(id.program));
    return element("header",
                   element("p", {{"class", "strip"}},
                           element("span", prose("Épreuve ") + element("strong", text(id.exam))) +
                               element("span", {{"class", "mode"}}, prose(fr::mode(id.mode)))) +
                       element("h1", prose("Mise en situation professionnelle") +
                                         element("span", prose(" — rapport du banc"))) +
                       element("p", {{"class", "subject"}}, prose(id.scenario_title)) +
                       composed_of(id) + warning_of(story) +
                       element("dl", {{"class", "facts"}}, facts));
}

Markup summary_of(const Story& story) {
    constexpr std::array kOrder{Verdict::met,         Verdict::not_met,  Verdict::not_observed,
                                Verdict::bench_fault, Verdict::to_judge, Verdict::withheld};
    Markup kinds;
    for (const auto verdict : kOrder) {
        Markup lines;
        for (const auto& criterion : story.criteria)
            if (criterion.verdict == verdict) lines += proposal_line(criterion);
        if (lines.empty()) continue;
        kinds += element("div", element("dt", verdict_chip(verdict)) +
                                    element("dd", element("ul", lines)));
    }
    return section("propositions", "Ce que le banc propose",
                   element("dl", {{"class", "proposals"}}, kinds) +
                       element("p", {{"class", "rule"}},
                               prose("Le banc propose, le jury décide.")));
}

Markup brief_of(const Story& story) {
    Markup paragraphs;
    std::string_view rest = story.brief;
    std::string paragraph;
    const auto flush = [&] {
        if (!paragraph.empty()) paragraphs += element("p", prose(paragraph));
        paragraph.clear();
    };
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        const auto line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (line.empty()) flush();
        if (!line.empty() && !paragraph.empty()) paragraph += ' ';
        paragraph += line;
    }
    flush();
    return section("sujet", "Le sujet remis au candidat",
                   element("blockquote", {{"class", "brief"}}, paragraphs));
}

}  // namespace banc::report
