// SPDX-License-Identifier: EUPL-1.2
// The end of the page: the cited records, incidents, people, what was recorded, and the seal.
#include <fmt/format.h>

#include <set>

#include "reports/french.h"
#include "reports/sections.h"

namespace banc::report {
namespace {

Markup anchored(std::uint64_t seq) {
    return element("span", {{"id", fmt::format("n{}", seq)}}, prose(fmt::format("n° {}", seq)));
}

Markup proof_row(const Proof& proof) {
    Markup words = prose(proof.sentence);
    if (!proof.data.empty()) words += element("code", {{"class", "said"}}, text(proof.data));
    return row({anchored(proof.seq), prose(fr::clock(proof.at)), text(proof.kind), words});
}

// The ends of each coverage a criterion cites; report.json lists every heartbeat between them.
std::set<std::uint64_t> coverage_ends(const Story& story) {
    std::set<std::uint64_t> out;
    for (const auto& criterion : story.criteria) {
        const auto beats = sorted_out(criterion.evidence, story).beats;
        if (!beats.empty()) out.insert({beats.front(), beats.back()});
    }
    return out;
}

}  // namespace

Markup annex_of(const Story& story) {
    Markup rows;
    const auto ends = coverage_ends(story);
    for (const auto& proof : story.evidence)
        if (proof.kind != "heartbeat" || ends.contains(proof.seq)) rows += proof_row(proof);
    const auto records = rows.empty() ? element("p", prose("Aucun enregistrement n'est cité."))
                                      : table("Enregistrements cités",
                                              {"Journal", "Temps", "Genre", "Contenu"}, rows);
    const auto between = ends.empty()
                             ? Markup()
                             : element("p", {{"class", "note"}},
                                       prose("Des relevés périodiques (heartbeat) d'une "
                                             "couverture, seuls le premier et le dernier "
                                             "sont repris ici ; report.json les cite tous."));
    return section("preuves", "Annexe : les preuves citées",
                   element("p", {{"class", "note"}},
                           prose("Ce que le PC a écrit est reproduit tel quel ; les caractères "
                                 "invisibles sont montrés entre crochets ⟨ ⟩.")) +
                       records + between);
}

Markup incidents_of(const Story& story) {
    Markup rows;
    for (const auto& incident : story.incidents)
        rows +=
            row({prose(fmt::format("{} à {}", fr::clock(incident.from), fr::clock(incident.to))),
                 prose(incident.what), prose(fmt::format("n° {}", incident.seq))});
    return section("incidents", "Incidents du banc",
                   rows.empty() ? element("p", prose("Aucun incident."))
                                : table("Incidents", {"Temps", "Incident", "Journal"}, rows));
}

Markup persons_of(const Story& story) {
    Markup rows;
    for (const auto& act : story.persons) {
        const auto how = act.from == "paper"
                             ? "observé le " + fr::date(act.observed_at) +
                                   ", repris d'un papier le " + fr::date(act.entered_at)
                             : "sur le vif";
        rows += row({prose(fr::clock(act.at)), prose(act.role), text(cut(act.author, 12)),
                     prose(act.did), prose(how), prose(fmt::format("n° {}", act.seq))});
    }
    return section("personnes", "Actes des personnes présentes",
                   rows.empty()
                       ? element("p", prose("Aucun acte n'est consigné."))
                       : table("Actes", {"Temps", "Rôle", "Auteur", "Acte", "Saisie", "Journal"},
                               rows));
}

Markup notice_of(const Story& story) {
    Markup items;
    for (const auto& item : story.notice) items += element("li", prose(item));
    return section("information", "Ce qui a été enregistré",
                   items.empty() ? element("p", prose("Le journal ne contient pas d'information "
                                                      "remise au candidat."))
                                 : element("p", prose("Le candidat en a été informé avant "
                                                      "l'ouverture.")) +
                                       element("ul", items));
}

Markup integrity_of(const Story& story) {
    const auto facts =
        pair("Journal", prose(fr::integrity(story.integrity))) +
        pair("Empreinte de tête", element("code", text(story.head))) +
        pair("Têtes signées", prose(std::to_string(story.anchors))) +
        pair("Pour vérifier", element("code", text("banc verify " + story.identity.exam)));
    return section("integrite", "Intégrité", element("dl", {{"class", "facts"}}, facts));
}

}  // namespace banc::report
