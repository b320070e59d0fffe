// SPDX-License-Identifier: EUPL-1.2
// report.json: the story and the score for other programs. The shape is in reports/README.md.
#include <chrono>

#include "reports/dossier.h"
#include "reports/french.h"
#include "reports/story.h"

namespace banc {

namespace {

using namespace report;

constexpr int kVersion = 1;

std::int64_t ms(Nanos span) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(span).count();
}

Json optional_ms(const std::optional<Nanos>& span) { return span ? Json(ms(*span)) : Json(); }

Json json_of(const Identity& id) {
    return {{"exam", id.exam},
            {"mode", id.mode},
            {"title", id.title_code},
            {"title_name", id.title},
            {"millesime", id.millesime},
            {"candidate", id.candidate},
            {"scenario", id.scenario},
            {"scenario_title", id.scenario_title},
            {"scenario_version", id.scenario_version},
            {"bench", id.bench},
            {"program", id.program},
            {"composed", id.composed},
            {"date", iso8601_utc(id.date)},
            {"opened", id.opened.has_value()},
            {"duration_ms", ms(id.duration)},
            {"factor", {id.factor_up, id.factor_down}},
            {"allotted_ms", ms(id.allotted)},
            {"credited_ms", ms(id.credited)},
            {"extended_ms", ms(id.extended)},
            {"authorised_end_ms", optional_ms(id.authorised_end)},
            {"ended_ms", optional_ms(id.ended)},
            {"outcome", id.outcome}};
}

Json json_of(const Interval& i) { return {{"from_ms", ms(i.from)}, {"to_ms", ms(i.to)}}; }

// Declared together: a list may hold any of them.
Json json_of(const Interval& i);
Json json_of(const Item& item);
Json json_of(const Stretch& s);
Json json_of(const StateBar& bar);
Json json_of(const SourceBar& bar);
Json json_of(const CriterionStory& c);
Json json_of(const Proof& p);
Json json_of(const Incident& i);
Json json_of(const PersonAct& a);

template <class List>
Json list_of(const List& list) {
    Json out = Json::array();
    for (const auto& value : list) out.push_back(json_of(value));
    return out;
}

Json json_of(const Item& item) {
    return {{"at_ms", ms(item.at)},
            {"seq", item.seq},
            {"kind", std::string(word(item.kind))},
            {"text", item.text}};
}

Json json_of(const Stretch& s) {
    return {{"from_ms", ms(s.from)}, {"to_ms", ms(s.to)}, {"value", s.value}, {"seq", s.seq}};
}

Json json_of(const StateBar& bar) {
    return {{"fact", bar.fact},
            {"label", bar.label},
            {"source", bar.source},
            {"stretches", list_of(bar.stretches)}};
}

Json json_of(const SourceBar& bar) {
    return {{"source", bar.source}, {"alive", list_of(bar.alive)}};
}

Json json_of(const Timeline& t) {
    return {{"from_ms", ms(t.from)},
            {"to_ms", ms(t.to)},
            {"items", list_of(t.items)},
            {"states", list_of(t.states)},
            {"coverage", list_of(t.coverage)},
            {"bench_faults", list_of(t.bench_faults)},
            {"suspended", list_of(t.suspended)}};
}

Json json_of(const CriterionStory& c) {
    return {{"id", c.id},
            {"label", c.label},
            {"row", c.row},
            {"verdict_fr", std::string(french(c.verdict))},
            {"finding_fr", c.finding ? Json(fr::finding(*c.finding)) : Json()},
            {"critical", c.critical},
            {"route", c.route},
            {"descriptors", c.descriptors}};
}

Json json_of(const Proof& p) {
    return {{"seq", p.seq},
            {"at_ms", ms(p.at)},
            {"kind", p.kind},
            {"text", p.sentence},
            {"data", p.data}};
}

Json json_of(const Incident& i) {
    return {{"seq", i.seq}, {"from_ms", ms(i.from)}, {"to_ms", ms(i.to)}, {"what", i.what}};
}

Json json_of(const PersonAct& a) {
    return {{"seq", a.seq},
            {"at_ms", ms(a.at)},
            {"role", a.role},
            {"author", a.author},
            {"did", a.did},
            {"from", a.from},
            {"observed_at", iso8601_utc(a.observed_at)},
            {"entered_at", iso8601_utc(a.entered_at)}};
}

}  // namespace

Json report_json(const Dossier& dossier) {
    const auto story = tell(dossier);
    return {{"report", kVersion},
            {"identity", json_of(story.identity)},
            {"brief", story.brief},
            {"timeline", json_of(story.timeline)},
            {"criteria", list_of(story.criteria)},
            {"evidence", list_of(story.evidence)},
            {"incidents", list_of(story.incidents)},
            {"persons", list_of(story.persons)},
            {"notice", story.notice},
            {"integrity",
             {{"status", story.integrity}, {"head", story.head}, {"anchors", story.anchors}}},
            {"score", to_json(dossier.score)}};
}

}  // namespace banc
