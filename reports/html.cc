// SPDX-License-Identifier: EUPL-1.2
// One page that needs nothing else: no script, no outside reference, and a content security policy
// that would stop both even if something slipped through.
#include <fmt/format.h>

#include "bench/journal/composed.h"
#include "reports/dossier.h"
#include "reports/french.h"
#include "reports/sections.h"

namespace banc {

namespace {

using namespace report;

Markup head_of(const Story& story) {
    const auto title = fmt::format("Rapport du banc — {} — {}", story.identity.exam,
                                   fr::mode(story.identity.mode));
    const auto policy =
        fmt::format("default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'",
                    style_hash());
    return element("head", lone("meta", {{"charset", "utf-8"}}) +
                               lone("meta", {{"http-equiv", "Content-Security-Policy"},
                                             {"content", policy}}) +
                               lone("meta", {{"name", "viewport"},
                                             {"content", "width=device-width, initial-scale=1"}}) +
                               element("title", text(title)) + style_sheet());
}

// Repeated by the printer at the top of every sheet.
Markup running_head(const Story& story) {
    return element("div", {{"class", "running"}, {"aria-hidden", "true"}},
                   prose(fmt::format("Rapport du banc · épreuve {} · {}{}", story.identity.exam,
                                     fr::mode(story.identity.mode),
                                     story.identity.composed ? " · " + kComposed.fr : "")));
}

Markup body_of(const Dossier& dossier, const Story& story) {
    const auto main = summary_of(story) + brief_of(story) + chronology_of(story) +
                      grid_of(dossier, story) + jury_of(dossier, story) + annex_of(story) +
                      incidents_of(story) + persons_of(story) + notice_of(story) +
                      integrity_of(story);
    return element("body", running_head(story) + header_of(story) + element("main", main) +
                               element("footer", element("p", prose("Le banc propose, le jury "
                                                                    "décide."))));
}

}  // namespace

std::string report_html(const Dossier& dossier) {
    const auto story = tell(dossier);
    return "<!DOCTYPE html>\n" +
           element("html", {{"lang", "fr"}}, head_of(story) + body_of(dossier, story)).str() + "\n";
}

}  // namespace banc
