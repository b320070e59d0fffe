// SPDX-License-Identifier: EUPL-1.2
// The title's whole grid, and the form for what only people can see.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "reports/french.h"
#include "reports/sections.h"

namespace banc::report {
namespace {

const CriterionStory* find(const Story& story, const std::string& id) {
    for (const auto& criterion : story.criteria)
        if (criterion.id == id) return &criterion;
    return nullptr;
}

// Of several repairs that are as good, the one that was seen.
Markup route_of(const CriterionStory& criterion) {
    if (criterion.route.empty()) return {};
    return element("p", {{"class", "kind"}}, prose("Voie suivie : " + criterion.route));
}

Markup line_of(const CriterionStory& criterion, const Story& story) {
    const auto beside =
        criterion.finding
            ? element("strong", prose("vu par le banc : " + fr::finding(*criterion.finding)))
            : element("span", {{"class", "kind"}}, prose(fr::kind(criterion.kind)));
    const auto proofs = proofs_of(criterion.evidence, story);
    return element("div", {{"class", "criterion"}},
                   element("p", safety_tag(criterion) + element("strong", prose(criterion.label))) +
                       element("p", verdict_chip(criterion.verdict) + text(" ") + beside) +
                       route_of(criterion) + (proofs.empty() ? proofs : element("p", proofs)));
}

Markup grid_row(const RowScore& score, const Story& story) {
    Markup seen;
    for (const auto& id : score.criteria)
        if (const auto* criterion = find(story, id)) seen += line_of(*criterion, story);
    const bool bare = seen.empty();
    if (bare) seen = prose("non instrumenté par ce scénario");
    return element("tr", {{"class", bare ? "bare" : ""}},
                   element("th", {{"scope", "row"}}, text(score.row)) +
                       element("td", prose(score.text)) + element("td", seen));
}

Markup competence_head(const Competence& competence) {
    return element("tr", {{"class", "competence"}},
                   element("th", {{"scope", "rowgroup"}, {"colspan", "3"}},
                           element("span", text(competence.id)) + text(" ") +
                               prose(competence.title)));
}

Markup competence_of(const Competence& competence, const Dossier& dossier, const Story& story) {
    Markup rows;
    for (const auto& score : dossier.score.rows)
        if (score.competence == competence.id) rows += grid_row(score, story);
    return element("tbody", competence_head(competence) + rows);
}

Markup unit_of(const Unit& unit, const Dossier& dossier, const Story& story) {
    Markup head, body;
    for (const auto* name : {"Repère", "Critère du référentiel", "Ce que le banc a vu"})
        head += element("th", {{"scope", "col"}}, prose(name));
    for (const auto& competence : unit.competences)
        body += competence_of(competence, dossier, story);
    const auto title = element("h3", prose(unit.id + " — " + unit.title));
    return title + element("table", {{"class", "grid"}},
                           element("caption", prose("Grille, " + unit.id + " : " + unit.title)) +
                               element("thead", element("tr", head)) + body);
}

// Criteria of the scenario that stand on no row of this title: shown, because nothing is hidden.
Markup off_grid(const Dossier& dossier, const Story& story) {
    Markup lines;
    for (const auto& criterion : story.criteria) {
        const bool placed =
            std::any_of(dossier.score.rows.begin(), dossier.score.rows.end(),
                        [&](const RowScore& score) {
                            return std::find(score.criteria.begin(), score.criteria.end(),
                                             criterion.id) != score.criteria.end();
                        });
        if (!placed) lines += line_of(criterion, story);
    }
    if (lines.empty()) return {};
    return element("h3", prose("Critères du scénario hors de cette grille")) + lines;
}

Markup boxes() {
    Markup out;
    for (const auto* word : {"Observé", "Non observé", "Non évalué"})
        out += element("span", {{"class", "choice"}},
                       element("span", {{"class", "box"}, {"aria-hidden", "true"}}, text("")) +
                           prose(word));
    return element("p", {{"class", "boxes"}}, out);
}

Markup writing_line(const char* words) {
    return element("p", {{"class", "write"}}, element("span", prose(words)));
}

Markup form_of(const CriterionStory& criterion, const Dossier& dossier, const Story& story) {
    const auto* grid_text = dossier.referential.row(criterion.row);
    Markup out =
        element("h3", safety_tag(criterion) + prose(criterion.row.empty()
                                                        ? criterion.label
                                                        : criterion.row + " — " + criterion.label));
    if (grid_text != nullptr)
        out += element("p", {{"class", "note"}}, prose("Référentiel : " + grid_text->text));
    Markup descriptors;
    for (const auto& words : criterion.descriptors) descriptors += element("li", prose(words));
    if (!descriptors.empty()) out += element("ul", descriptors);
    if (criterion.finding)
        out +=
            element("p",
                    prose(fmt::format("Indice du banc : {}. ", fr::finding(*criterion.finding))) +
                        proofs_of(criterion.evidence, story));
    return element("article", {{"class", "form"}}, out + boxes() + writing_line("Commentaire"));
}

}  // namespace

Markup grid_of(const Dossier& dossier, const Story& story) {
    Markup units;
    for (const auto& unit : dossier.referential.units) units += unit_of(unit, dossier, story);
    return section("grille", "La grille du titre", units + off_grid(dossier, story));
}

Markup jury_of(const Dossier& dossier, const Story& story) {
    Markup forms;
    for (const auto& criterion : story.criteria)
        if (criterion.kind != CriterionKind::observed) forms += form_of(criterion, dossier, story);
    if (forms.empty()) return {};
    return section("jury", "Ce qui reste à évaluer par le jury",
                   element("p", {{"class", "note"}},
                           prose("À remplir à la main. Le banc ne note pas ces critères : il donne "
                                 "au plus un indice.")) +
                       forms +
                       element("div", {{"class", "form"}},
                               writing_line("Nom, date et signature des membres du jury")));
}

}  // namespace banc::report
