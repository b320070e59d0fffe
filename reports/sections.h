// SPDX-License-Identifier: EUPL-1.2
// The parts of the page, in their order. Each is a <section> with its heading, or empty when there
// is nothing to say.
#pragma once

#include "reports/markup.h"
#include "reports/story.h"

namespace banc::report {

Markup header_of(const Story& story);
Markup summary_of(const Story& story);  // which criterion got which verdict: no count, no points
Markup brief_of(const Story& story);
Markup chronology_of(const Story& story);                    // the drawing and the same in tables
Markup grid_of(const Dossier& dossier, const Story& story);  // every row of the title
Markup jury_of(const Dossier& dossier, const Story& story);  // what is left to fill by hand
Markup annex_of(const Story& story);                         // the cited records, #n42
Markup incidents_of(const Story& story);
Markup persons_of(const Story& story);
Markup notice_of(const Story& story);
Markup integrity_of(const Story& story);

// Shared pieces.
Markup section(const char* id, const char* heading, const Markup& content);
Markup pair(const char* term, const Markup& value);  // <dt>, <dd>
Markup verdict_chip(Verdict verdict);                // a sign and the French words
Markup safety_tag(const CriterionStory& criterion);  // empty where safety is not at stake
Markup proofs_of(const Seqs& cited, const Story& story);
// What was seen, and apart from it the heartbeats that prove the coverage: many, and all alike.
struct Cited {
    Seqs seen;
    Seqs beats;
};
Cited sorted_out(const Seqs& cited, const Story& story);
// <table> whose head repeats on every printed page.
Markup table(const char* caption, std::initializer_list<const char*> heads, const Markup& body);
Markup row(std::initializer_list<Markup> cells);  // the first cell heads the row
Markup style_sheet();                             // <style>
const char* style_hash();                         // for the page's content security policy

}  // namespace banc::report
