// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "reports/sections.h"

namespace banc::report {
namespace {

// More links than this in a cell of the grid are read by nobody: the annex has them all.
constexpr std::size_t kLinksMax = 6;

// A sign beside the words, because colour does not print and is not seen by everyone.
const char* sign_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::met: return "✓";
        case Verdict::not_met: return "✗";
        case Verdict::not_observed: return "?";
        case Verdict::bench_fault: return "!";
        case Verdict::to_judge: return "…";
        case Verdict::withheld: return "–";
    }
    return "";
}

Markup link_to(std::uint64_t seq) {
    return element("a", {{"href", fmt::format("#n{}", seq)}}, prose(fmt::format("n° {}", seq)));
}

bool is_heartbeat(std::uint64_t seq, const Story& story) {
    const auto proof = std::lower_bound(story.evidence.begin(), story.evidence.end(), seq,
                                        [](const Proof& known, std::uint64_t wanted) {
                                            return known.seq < wanted;
                                        });
    return proof != story.evidence.end() && proof->seq == seq && proof->kind == "heartbeat";
}

}  // namespace

Markup section(const char* id, const char* heading, const Markup& content) {
    const std::string name = std::string(id) + "-titre";
    return element("section", {{"id", id}, {"aria-labelledby", name}},
                   element("h2", {{"id", name}}, prose(heading)) + content);
}

Markup pair(const char* term, const Markup& value) {
    return element("div", element("dt", prose(term)) + element("dd", value));
}

Markup safety_tag(const CriterionStory& criterion) {
    if (!criterion.critical) return {};
    return element("span", {{"class", "safety"}}, prose("Sécurité"));
}

Markup verdict_chip(Verdict verdict) {
    return element("span", {{"class", fmt::format("verdict {}", word(verdict))}},
                   element("span", {{"class", "sign"}, {"aria-hidden", "true"}},
                           text(sign_of(verdict))) +
                       prose(banc::french(verdict)));
}

Cited sorted_out(const Seqs& cited, const Story& story) {
    Cited out;
    for (const auto seq : cited) (is_heartbeat(seq, story) ? out.beats : out.seen).push_back(seq);
    return out;
}

// What was seen first, then the coverage as one range.
Markup proofs_of(const Seqs& cited, const Story& story) {
    const auto [seen, beats] = sorted_out(cited, story);
    Markup out;
    for (std::size_t i = 0; i < std::min(seen.size(), kLinksMax); ++i)
        out += (i == 0 ? text("") : text(", ")) + link_to(seen[i]);
    if (seen.size() > kLinksMax) out += prose(", … jusqu'au ") + link_to(seen.back());
    if (!beats.empty()) {
        out += prose(out.empty() ? "couverture : " : " ; couverture : ") + link_to(beats.front());
        if (beats.size() > 1) out += prose(" à ") + link_to(beats.back());
    }
    if (out.empty()) return out;
    return element("span", {{"class", "proofs"}}, prose("preuves : ") + out);
}

Markup table(const char* caption, std::initializer_list<const char*> heads, const Markup& body) {
    Markup head;
    for (const auto* name : heads) head += element("th", {{"scope", "col"}}, prose(name));
    return element("table", element("caption", prose(caption)) +
                                element("thead", element("tr", head)) + element("tbody", body));
}

Markup row(std::initializer_list<Markup> cells) {
    Markup out;
    for (const auto& cell : cells)
        out += out.empty() ? element("th", {{"scope", "row"}}, cell) : element("td", cell);
    return element("tr", out);
}

}  // namespace banc::report
