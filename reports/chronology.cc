// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include "reports/drawing.h"
#include "reports/french.h"
#include "reports/sections.h"

namespace banc::report {
namespace {

// Shorter silences lie between two probes and would only show as "01:43 à 01:43".
constexpr Nanos kSilence = std::chrono::seconds{1};

Markup swatch(const char* style, const char* words) {
    const auto sample = element(
        "svg",
        {{"viewBox", "0 0 26 12"}, {"width", "26"}, {"height", "12"}, {"aria-hidden", "true"}},
        mark("rect",
             {{"class", style}, {"x", "0.5"}, {"y", "0.5"}, {"width", "25"}, {"height", "11"}}));
    return element("span", {{"class", "swatch"}}, sample + text(" ") + prose(words));
}

Markup figure_of(const Story& story) {
    auto legend = swatch("true", "état vrai") + swatch("false", "état faux") +
                  swatch("unseen", "non vu") + swatch("alive", "source en vie") +
                  swatch("silent", "silence de la source");
    if (const auto cut = cut_of(story))
        legend += element("span", prose(fmt::format("⁄⁄ attente coupée, de {} à {}",
                                                    fr::clock(cut->from), fr::clock(cut->to))));
    return element("figure", element("div",
                                     {{"class", "scroll"},
                                      {"tabindex", "0"},
                                      {"role", "group"},
                                      {"aria-label", "Chronologie dessinée"}},
                                     drawing_of(story)) +
                                 element("figcaption", legend));
}

Markup items_of(const Timeline& timeline) {
    Markup rows;
    for (const auto& item : timeline.items)
        rows += row({prose(fr::clock(item.at)), prose(french(item.kind)), prose(item.text),
                     prose(fmt::format("n° {}", item.seq))});
    return table("Ce qui s'est passé", {"Temps", "Moment", "Fait", "Journal"}, rows);
}

Markup states_table(const Timeline& timeline) {
    Markup rows;
    for (const auto& bar : timeline.states) {
        Markup pieces;
        const Stretch* last = nullptr;
        for (const auto& s : bar.stretches) {
            if (last != nullptr && last->value == s.value) continue;
            last = &s;
            pieces += element("li", prose(fmt::format("{} : {} (n° {})", fr::clock(s.from),
                                                      s.value ? "oui" : "non", s.seq)));
        }
        if (pieces.empty()) pieces = element("li", prose("jamais vu"));
        rows += row({prose(bar.label), element("ul", {{"class", "plain"}}, pieces)});
    }
    return table("Ce que les sondes ont vu", {"État", "À partir de"}, rows);
}

Markup silences_table(const Timeline& timeline) {
    Markup rows;
    for (const auto& bar : timeline.coverage) {
        Markup silent;
        Nanos covered = timeline.from;
        const auto add = [&silent](Nanos from, Nanos to) {
            if (to - from >= kSilence)
                silent += element("li", prose(fr::clock(from) + " à " + fr::clock(to)));
        };
        for (const auto& i : bar.alive) {
            if (i.to < timeline.from || i.from > timeline.to) continue;
            if (i.from > covered) add(covered, i.from);
            covered = std::max(covered, i.to);
        }
        add(covered, timeline.to);
        rows +=
            row({text(bar.source),
                 silent.empty() ? prose("aucun") : element("ul", {{"class", "plain"}}, silent)});
    }
    return table("Silences des sources : rien n'y est su, rien n'y est compté",
                 {"Source", "Silences d'au moins une seconde"}, rows);
}

}  // namespace

Markup chronology_of(const Story& story) {
    const auto zero = story.identity.opened
                          ? "Temps en minutes et secondes depuis l'ouverture de l'épreuve."
                          : "L'épreuve n'a pas été ouverte : temps depuis le début du journal.";
    return section("chronologie", "Chronologie",
                   element("p", {{"class", "note"}}, prose(zero)) + figure_of(story) +
                       items_of(story.timeline) + states_table(story.timeline) +
                       silences_table(story.timeline));
}

}  // namespace banc::report
