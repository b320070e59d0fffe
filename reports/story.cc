// SPDX-License-Identifier: EUPL-1.2
#include "reports/story.h"

#include <algorithm>
#include <set>

#include "bench/journal/composed.h"
#include "reports/fields.h"
#include "reports/sentences.h"

namespace banc::report {
namespace {

void read_opening(Identity& id, const Record& first, const Dossier& dossier) {
    const auto& body = first.body;
    const auto& scenario = member(body, "scenario");
    const auto& program = member(body, "program");
    id.exam = string_in(body, "exam");
    id.mode = string_in(body, "mode");
    id.title_code = string_in(body, "title");
    id.title = dossier.referential.title;
    id.millesime = string_in(body, "millesime");
    id.candidate = string_in(body, "candidate");
    id.scenario = string_in(scenario, "id");
    id.scenario_version = number_in(scenario, "version");
    id.scenario_title = string_in(scenario, "title");
    id.bench = string_in(member(body, "bench"), "name");
    id.program = string_in(program, "name") + " " + string_in(program, "version");
    id.composed = is_composed(body);
    id.duration = millis_in(body, "duration_ms");
    id.date = first.at.wall;
}

// What the clock on the wall was to show at a later monotonic time.
WallTime wall_at(const Record& known, Nanos monotonic) {
    const auto wall = std::clamp(Nanos{known.at.wall.unix_ns}, Nanos{0}, kTimeMax / 2);
    return {(wall + (monotonic - instant_of(known))).count()};
}

void read_clock(Identity& id, const Record& record) {
    const auto& factor = member(record.body, "factor");
    if (factor.is_array() && factor.size() == 2 && factor[0].is_number_integer() &&
        factor[1].is_number_integer()) {
        id.factor_up = factor[0].get<std::int64_t>();
        id.factor_down = factor[1].get<std::int64_t>();
    }
    id.allotted = millis_in(record.body, "allotted_ms");
    id.credited = millis_in(record.body, "credited_ms");
    id.extended = millis_in(record.body, "extended_ms");
    const auto end = nanos_in(record.body, "end_ns");
    id.authorised_end = end - nanos_in(record.body, "opened_ns");
    id.authorised_end_wall = wall_at(record, end);
}

void read_state(Identity& id, const Record& record) {
    const auto to = string_in(record.body, "to");
    if (to == "running" && !id.opened) {
        id.opened = instant_of(record);
        id.date = record.at.wall;
    }
    if (to == "ended" && !id.ended) id.ended = instant_of(record);
}

Identity identity_of(const Dossier& dossier) {
    Identity id;
    for (const auto& record : dossier.journal) {
        if (record.kind == "opened") read_opening(id, record, dossier);
        if (record.kind == "clock") read_clock(id, record);
        if (record.kind == "state") read_state(id, record);
        if (record.kind == "closed") id.outcome = string_in(record.body, "outcome");
    }
    const auto zero = zero_of(id, dossier.journal);
    if (id.ended) *id.ended -= zero;
    return id;
}

CriterionStory told(const Criterion& criterion, const CriterionScore& score,
                    const std::string& title) {
    CriterionStory out{criterion.id,
                       criterion.label,
                       {},
                       criterion.kind,
                       score.verdict,
                       {},
                       score.evidence,
                       criterion.descriptors,
                       false,
                       {}};
    if (const auto row = criterion.scores.find(title); row != criterion.scores.end())
        out.row = row->second;
    const bool withheld = score.verdict == Verdict::withheld;
    if (criterion.kind == CriterionKind::supported && !withheld) out.finding = score.finding;
    out.critical = score.critical;
    if (!withheld) out.route = score.route;
    return out;
}

std::vector<CriterionStory> criteria_of(const Dossier& dossier) {
    std::vector<CriterionStory> out;
    for (const auto& score : dossier.score.criteria)
        for (const auto& criterion : dossier.scenario.criteria)
            if (criterion.id == score.id)
                out.push_back(told(criterion, score, dossier.score.title));
    return out;
}

std::vector<Proof> evidence_of(const Dossier& dossier, Nanos zero) {
    std::set<std::uint64_t> cited;
    for (const auto& score : dossier.score.criteria)
        cited.insert(score.evidence.begin(), score.evidence.end());
    std::vector<Proof> out;
    for (const auto& record : dossier.journal)
        if (cited.contains(record.seq))
            out.push_back({record.seq, instant_of(record) - zero, record.kind,
                           sentence_of(record, dossier.scenario), data_of(record)});
    return out;
}

PersonAct act_of_person(const Record& record, Nanos zero) {
    const auto& body = record.body;
    return {record.seq,
            instant_of(record) - zero,
            string_in(body, "role"),
            string_in(body, "author"),
            french_in(body, "did"),
            string_in(body, "from"),
            WallTime{number_in(body, "observed_at")},
            WallTime{number_in(body, "entered_at")}};
}

}  // namespace

std::string_view word(ItemKind kind) {
    switch (kind) {
        case ItemKind::phase: return "phase";
        case ItemKind::intent: return "intent";
        case ItemKind::injection: return "injection";
        case ItemKind::symptom: return "symptom";
        case ItemKind::reading: return "reading";
        case ItemKind::test: return "test";
        case ItemKind::repair: return "repair";
        case ItemKind::recovery: return "recovery";
        case ItemKind::asked: return "asked";
        case ItemKind::person: return "person";
        case ItemKind::board: return "board";
        case ItemKind::bench_fault: return "bench_fault";
        case ItemKind::guard: return "guard";
        case ItemKind::hint: return "hint";
        case ItemKind::final_check: return "final_check";
    }
    return {};
}

std::string_view french(ItemKind kind) {
    switch (kind) {
        case ItemKind::phase: return "étape";
        case ItemKind::intent: return "intention";
        case ItemKind::injection: return "injection";
        case ItemKind::symptom: return "symptôme";
        case ItemKind::reading: return "lecture";
        case ItemKind::test: return "essai";
        case ItemKind::repair: return "réparation";
        case ItemKind::recovery: return "rétabli";
        case ItemKind::asked: return "demande";
        case ItemKind::person: return "personne";
        case ItemKind::board: return "carte à relais";
        case ItemKind::bench_fault: return "défaut du banc";
        case ItemKind::guard: return "gardien";
        case ItemKind::hint: return "indice donné";
        case ItemKind::final_check: return "contrôle final";
    }
    return {};
}

Nanos zero_of(const Identity& identity, std::span<const Record> journal) {
    if (identity.opened) return *identity.opened;
    return journal.empty() ? Nanos{0} : instant_of(journal.front());
}

Story tell(const Dossier& dossier) {
    Story story;
    story.identity = identity_of(dossier);
    story.brief = dossier.scenario.brief;
    story.timeline = timeline_of(dossier, story.identity);
    story.criteria = criteria_of(dossier);
    story.head = dossier.head;
    story.integrity = dossier.integrity;
    story.anchors = dossier.anchors;
    const auto zero = zero_of(story.identity, dossier.journal);
    story.evidence = evidence_of(dossier, zero);
    for (const auto& record : dossier.journal) {
        if (record.kind == "notice") story.notice = strings_in(record.body, "items");
        if (record.kind == "person") story.persons.push_back(act_of_person(record, zero));
        if (record.kind == "incident")
            story.incidents.push_back({record.seq, nanos_in(record.body, "from_ns") - zero,
                                       nanos_in(record.body, "to_ns") - zero,
                                       french_in(record.body, "what")});
    }
    return story;
}

}  // namespace banc::report
