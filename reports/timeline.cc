// SPDX-License-Identifier: EUPL-1.2
// From records to the moments a timeline shows.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "reports/fields.h"
#include "reports/french.h"
#include "reports/sentences.h"
#include "reports/story.h"

namespace banc::report {
namespace {

// What precedes the injection by more is preparation of the room, not part of the drawing.
constexpr Nanos kBeforeInjection = std::chrono::seconds{15};

ItemKind kind_of(Moment moment) {
    switch (moment) {
        case Moment::none: break;
        case Moment::reading: return ItemKind::reading;
        case Moment::test: return ItemKind::test;
        case Moment::repair: return ItemKind::repair;
        case Moment::recovery: return ItemKind::recovery;
    }
    return ItemKind::phase;
}

struct Reader {
    const Dossier& dossier;
    Nanos zero;

    [[nodiscard]] Nanos when(const Record& r) const { return instant_of(r) - zero; }
    [[nodiscard]] Item item(const Record& r, ItemKind kind, std::string text) const {
        return {when(r), r.seq, kind, std::move(text)};
    }
};

std::string state_text(const Json& body) {
    const auto to = string_in(body, "to");
    const auto signal = string_in(body, "signal");
    if (to == "running")
        return signal == "resume" ? "Reprise de l'épreuve" : "Ouverture de l'épreuve";
    if (signal == "time_up") return "Fin de l'épreuve : temps écoulé";
    if (signal == "candidate_done") return "Fin de l'épreuve : le candidat a terminé";
    auto text = fr::state(to);
    if (text.starts_with("é")) return "É" + text.substr(std::string_view("é").size());
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

// State changes, intents and their outcomes, what a person was asked and did.
void add_acts(std::vector<Item>& items, const Reader& reader) {
    std::set<std::int64_t> injections;
    for (const auto& r : reader.dossier.journal) {
        const auto purpose = string_in(r.body, "purpose");
        if (r.kind == "state") items.push_back(reader.item(r, ItemKind::phase, state_text(r.body)));
        if (r.kind == "person")
            items.push_back(
                reader.item(r, ItemKind::person, sentence_of(r, reader.dossier.scenario)));
        if (r.kind == "hint")
            items.push_back(reader.item(r, ItemKind::hint, string_in(r.body, "text")));
        const bool settled = r.kind == "restart" && string_in(r.body, "act") != "nothing";
        if (r.kind == "board" || settled)
            items.push_back(
                reader.item(r, ItemKind::board, sentence_of(r, reader.dossier.scenario)));
        if (r.kind == "intent" && string_in(r.body, "act") == "ask") {
            items.push_back(reader.item(r, ItemKind::asked, act_of(r.body)));
        } else if (r.kind == "intent" && purpose == "inject") {
            injections.insert(static_cast<std::int64_t>(r.seq));
            items.push_back(reader.item(r, ItemKind::intent, act_of(r.body)));
        }
        if (r.kind == "outcome" && injections.contains(number_in(r.body, "intent")))
            items.push_back(
                reader.item(r, ItemKind::injection, fr::result(string_in(r.body, "result"))));
    }
}

// At their own times: the program copied them when it came back.
void add_guard(std::vector<Item>& items, const Reader& reader) {
    for (const auto& r : reader.dossier.journal)
        if (r.kind == "guard")
            items.push_back({nanos_in(r.body, "at_ns") - reader.zero, r.seq, ItemKind::guard,
                             sentence_of(r, reader.dossier.scenario)});
}

// The probe that first proved the symptom, and the last word of each probe of the final check.
void add_proofs(std::vector<Item>& items, const Reader& reader) {
    const auto& scenario = reader.dossier.scenario;
    std::map<std::string, const Record*> last;
    const Record* symptom = nullptr;
    for (const auto& r : reader.dossier.journal) {
        if (r.kind != "probe") continue;
        const auto purpose = string_in(r.body, "purpose");
        const auto& states = member(r.body, "states");
        const bool some_false = std::any_of(states.begin(), states.end(),
                                            [](const Json& value) { return value == false; });
        if (purpose == "symptom" && some_false && symptom == nullptr) symptom = &r;
        if (purpose == "final") last[string_in(r.body, "verb")] = &r;
    }
    if (symptom != nullptr)
        items.push_back(
            reader.item(*symptom, ItemKind::symptom, states_of(symptom->body, scenario)));
    for (const auto& [verb, r] : last) {
        const auto states = states_of(r->body, scenario);
        items.push_back(reader.item(*r, ItemKind::final_check, states.empty() ? verb : states));
    }
}

// What the meter showed, where one did.
std::string shown(const Json& body) {
    return member(body, "value_nano").is_null() ? "" : " : " + string_in(body, "text");
}

std::optional<Item> first_event(const Reader& reader, const Fact& fact, const Identity& identity) {
    const auto end = identity.ended.value_or(Nanos::max());
    std::optional<Item> first;
    std::size_t more = 0;
    for (const auto& r : reader.dossier.journal) {
        if (r.kind != "fact" || string_in(r.body, "fact") != fact.id) continue;
        const auto at = nanos_in(r.body, "at_ns") - reader.zero;
        if (!identity.opened || at < Nanos{0} || at > end) continue;
        if (first)
            ++more;
        else
            first = Item{at, r.seq, kind_of(fact.moment),
                         label_of(reader.dossier.scenario, fact.id) + shown(r.body)};
    }
    if (first && more > 0) first->text += fmt::format(" (puis {} fois)", more);
    return first;
}

// The first change of a state that the candidate may have made: what was false comes true, or what
// was true when he began is so no more.
std::optional<Item> first_change(const StateBar& bar, const Fact& fact) {
    const auto gone = std::find_if(bar.stretches.begin(), bar.stretches.end(),
                                   [](const Stretch& s) { return !s.value; });
    if (gone == bar.stretches.end()) return std::nullopt;
    if (gone != bar.stretches.begin() && gone->from > Nanos{0})
        return Item{gone->from, gone->seq, kind_of(fact.moment), bar.label + " : non"};
    const auto back =
        std::find_if(gone, bar.stretches.end(), [](const Stretch& s) { return s.value; });
    if (back == bar.stretches.end()) return std::nullopt;
    return Item{back->from, back->seq, kind_of(fact.moment), bar.label};
}

void add_moments(Timeline& timeline, const Reader& reader, const Identity& identity) {
    for (const auto& fact : reader.dossier.scenario.facts) {
        if (fact.moment == Moment::none) continue;
        std::optional<Item> item;
        if (fact.kind == FactKind::event) item = first_event(reader, fact, identity);
        for (const auto& bar : timeline.states)
            if (bar.fact == fact.id) item = first_change(bar, fact);
        if (item) timeline.items.push_back(std::move(*item));
    }
}

std::vector<Interval> since_opening(std::vector<Interval> intervals, Nanos zero) {
    for (auto& interval : intervals) {
        interval.from -= zero;
        interval.to -= zero;
    }
    return intervals;
}

void add_bench_faults(Timeline& timeline) {
    for (const auto& fault : timeline.bench_faults)
        timeline.items.push_back(
            {fault.from, fault.seqs.empty() ? 0 : fault.seqs.front(), ItemKind::bench_fault,
             fmt::format("jusqu'à {} : rien n'y compte contre le candidat", fr::clock(fault.to))});
}

// From shortly before the injection to the end of the final check: what came before is preparation
// and what comes after is the reset.
void set_span(Timeline& timeline, const Reader& reader) {
    const auto& journal = reader.dossier.journal;
    std::optional<Nanos> from, to;
    for (const auto& r : journal) {
        if (!from && r.kind == "intent" && string_in(r.body, "purpose") == "inject")
            from = reader.when(r) - kBeforeInjection;
        if (r.kind == "state" && string_in(r.body, "to") == "verified") to = reader.when(r);
    }
    const auto first = journal.empty() ? Nanos{0} : reader.when(journal.front());
    const auto last = journal.empty() ? Nanos{0} : reader.when(journal.back());
    timeline.from = std::max(first, from.value_or(first));
    timeline.to = std::max(to.value_or(last), timeline.from + std::chrono::seconds{1});
}

}  // namespace

Timeline timeline_of(const Dossier& dossier, const Identity& identity) {
    const Reader reader{dossier, zero_of(identity, dossier.journal)};
    const auto scored = collect(dossier.scenario, dossier.journal);
    Timeline out;
    set_span(out, reader);
    out.coverage = coverage_of(dossier, reader.zero);
    out.states = states_of(dossier, out.coverage, reader.zero);
    out.bench_faults = since_opening(scored.bench_faults, reader.zero);
    out.suspended = since_opening(scored.suspended, reader.zero);
    add_acts(out.items, reader);
    add_guard(out.items, reader);
    add_proofs(out.items, reader);
    add_moments(out, reader, identity);
    add_bench_faults(out);
    std::stable_sort(out.items.begin(), out.items.end(), [](const Item& a, const Item& b) {
        return std::pair(a.at, a.seq) < std::pair(b.at, b.seq);
    });
    return out;
}

}  // namespace banc::report
