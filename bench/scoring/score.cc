// SPDX-License-Identifier: EUPL-1.2
#include "bench/scoring/score.h"

#include <algorithm>

#include "bench/scoring/read_body.h"

namespace banc {
namespace {

// What the bench may propose for an observed criterion.
Verdict observed(Finding finding) {
    switch (finding) {
        case Finding::true_: return Verdict::met;
        case Finding::false_: return Verdict::not_met;
        case Finding::unknown: return Verdict::not_observed;
    }
    return Verdict::not_observed;
}

void add(std::vector<std::uint64_t>& seqs, const std::vector<std::uint64_t>& more) {
    seqs.insert(seqs.end(), more.begin(), more.end());
}

void in_order(std::vector<std::uint64_t>& seqs) {
    std::sort(seqs.begin(), seqs.end());
    seqs.erase(std::unique(seqs.begin(), seqs.end()), seqs.end());
}

// Of those it accepts, the first that the evidence shows.
std::string route_taken(const Criterion& criterion, const Evaluation& evidence) {
    for (std::size_t i = 0; i < criterion.routes.size(); ++i)
        if (evidence.answer(criterion.when->args[i]).finding == Finding::true_)
            return criterion.routes[i];
    return {};
}

// The evidence as it is, and what is left of it outside bench faults.
class Twice {
public:
    explicit Twice(Evidence whole)
        : whole_(std::move(whole)),
          good_(whole_.bench_faults.empty() ? Evidence{} : masked(whole_)) {
        for (const auto& fault : whole_.bench_faults) add(proof_, fault.seqs);
    }

    // What stands without the faults stands as the evidence shows it without them. Where they
    // change the finding nobody's route is named, only what was seen and the proof of the faults.
    void judge(CriterionScore& out, const Criterion& criterion) const {
        const auto& when = *criterion.when;
        const bool spared = whole_.bench_faults.empty();
        const auto& standing = spared ? as_it_is_ : without_faults_;
        const auto left = standing.answer(when);
        const auto whole = spared ? left : as_it_is_.answer(when);
        out.finding = left.finding;
        out.evidence = left.evidence;
        if (left.finding == whole.finding) {
            out.route = route_taken(criterion, standing);
            if (out.kind == CriterionKind::observed) out.verdict = observed(left.finding);
            return;
        }
        out.verdict = Verdict::bench_fault;
        add(out.evidence, whole.evidence);
        add(out.evidence, proof_);
        in_order(out.evidence);
    }

private:
    Evidence whole_;
    Evidence good_;
    Evaluation as_it_is_{whole_};
    Evaluation without_faults_{good_};
    std::vector<std::uint64_t> proof_;
};

CriterionScore score_of(const Criterion& criterion, const Twice& evidence) {
    CriterionScore out;
    out.id = criterion.id;
    out.kind = criterion.kind;
    out.scores = criterion.scores;
    out.critical = criterion.critical;
    if (criterion.when) evidence.judge(out, criterion);
    return out;
}

// What endangers people stands first wherever criteria are listed.
std::vector<Criterion> critical_first(std::vector<Criterion> criteria) {
    std::ranges::stable_partition(criteria, &Criterion::critical);
    return criteria;
}

std::vector<RowScore> grid_of(const Referential& referential) {
    std::vector<RowScore> rows;
    for (const auto& unit : referential.units)
        for (const auto& competence : unit.competences) {
            for (const auto& row : competence.criteria)
                rows.push_back({row.id, competence.id, row.text, {}});
            if (competence.criteria.empty())
                rows.push_back({competence.id, competence.id, competence.title, {}});
        }
    return rows;
}

void place(std::vector<RowScore>& rows, const Criterion& criterion, const std::string& title) {
    const auto named = criterion.scores.find(title);
    if (named == criterion.scores.end()) return;
    auto row = std::find_if(rows.begin(), rows.end(),
                            [&](const RowScore& r) { return r.row == named->second; });
    if (row == rows.end())
        row = std::find_if(rows.begin(), rows.end(),
                           [&](const RowScore& r) { return r.competence == named->second; });
    if (row != rows.end()) row->criteria.push_back(criterion.id);
}

}  // namespace

std::string_view word(Verdict v) {
    switch (v) {
        case Verdict::met: return "met";
        case Verdict::not_met: return "not_met";
        case Verdict::not_observed: return "not_observed";
        case Verdict::bench_fault: return "bench_fault";
        case Verdict::to_judge: return "to_judge";
        case Verdict::withheld: return "withheld";
    }
    return "?";
}

std::string_view french(Verdict v) {
    switch (v) {
        case Verdict::met: return "constaté";
        case Verdict::not_met: return "constaté non atteint";
        case Verdict::not_observed: return "le banc n'a pas pu voir";
        case Verdict::bench_fault: return "défaut du banc";
        case Verdict::to_judge: return "à évaluer par le jury";
        case Verdict::withheld: return "en attente de la saisie du juré";
    }
    return "?";
}

Score score(const Scenario& scenario, const Referential& referential,
            std::span<const Record> journal) {
    Score out;
    out.scenario = scenario.id;
    if (!journal.empty() && journal.front().kind == "opened") {
        const auto& opened = journal.front().body;
        out.exam_id = word_of(member(opened, "exam"));
        out.title = word_of(member(opened, "title"));
        out.mode = word_of(member(opened, "mode"));
    }
    const Twice evidence(collect(scenario, journal));
    out.rows = grid_of(referential);
    for (const auto& criterion : critical_first(scenario.criteria)) {
        out.criteria.push_back(score_of(criterion, evidence));
        if (out.mode == "official") out.criteria.back().verdict = Verdict::withheld;
        place(out.rows, criterion, out.title);
    }
    return out;
}

Json to_json(const Score& score) {
    Json criteria = Json::array();
    for (const auto& c : score.criteria) {
        criteria.push_back({{"id", c.id},
                            {"kind", word(c.kind)},
                            {"scores", c.scores},
                            {"verdict", word(c.verdict)},
                            {"finding", word(c.finding)},
                            {"evidence", c.evidence}});
        if (c.critical) criteria.back()["critical"] = true;
        if (!c.route.empty()) criteria.back()["route"] = c.route;
    }
    Json rows = Json::array();
    for (const auto& r : score.rows)
        rows.push_back({{"row", r.row},
                        {"competence", r.competence},
                        {"text", r.text},
                        {"criteria", r.criteria}});
    return {{"exam_id", score.exam_id}, {"scenario", score.scenario}, {"title", score.title},
            {"mode", score.mode},       {"criteria", criteria},       {"rows", rows}};
}

}  // namespace banc
