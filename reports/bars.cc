// SPDX-License-Identifier: EUPL-1.2
// The bars of the timeline: when each source was proven alive, and what each state was meanwhile.
#include <algorithm>
#include <map>

#include "reports/fields.h"
#include "reports/sentences.h"
#include "reports/story.h"

namespace banc::report {
namespace {

// Intervals that touch become one, which is proven by the records of both.
std::vector<Interval> merged(std::vector<Interval> pieces) {
    std::stable_sort(pieces.begin(), pieces.end(),
                     [](const Interval& a, const Interval& b) { return a.from < b.from; });
    std::vector<Interval> out;
    for (auto& piece : pieces) {
        if (out.empty() || piece.from > out.back().to) {
            out.push_back(std::move(piece));
            continue;
        }
        auto& last = out.back();
        last.to = std::max(last.to, piece.to);
        last.seqs.insert(last.seqs.end(), piece.seqs.begin(), piece.seqs.end());
    }
    return out;
}

std::optional<Interval> alive_in(const Json& pair, std::uint64_t seq, Nanos zero) {
    if (!pair.is_array() || pair.size() != 2) return std::nullopt;
    const auto from = time_of(pair[0]);
    const auto to = time_of(pair[1]);
    if (!from || !to || *from > *to) return std::nullopt;
    return Interval{*from - zero, *to - zero, {seq}};
}

using Pieces = std::map<std::string, std::vector<Interval>>;  // by source

void add_alive(Pieces& pieces, const Record& heartbeat, Nanos zero) {
    const auto& alive = member(heartbeat.body, "alive");
    if (!alive.is_object()) return;
    for (const auto& [source, pair] : alive.items())
        if (auto piece = alive_in(pair, heartbeat.seq, zero))
            pieces[source].push_back(std::move(*piece));
}

std::vector<Sample> samples_of(std::span<const Record> journal, const std::string& fact,
                               Nanos zero) {
    std::vector<Sample> out;
    for (const auto& r : journal) {
        if (r.kind != "probe") continue;
        const auto& value = member(member(r.body, "states"), fact.c_str());
        if (value.is_boolean()) out.push_back({instant_of(r) - zero, value.get<bool>(), r.seq});
    }
    return out;
}

// A probe that says again what is already known makes the stretch longer, not a new one.
void extend(std::vector<Stretch>& stretches, const Stretch& more) {
    const bool again = !stretches.empty() && stretches.back().value == more.value &&
                       stretches.back().to >= more.from;
    if (!again) return stretches.push_back(more);
    stretches.back().to = std::max(stretches.back().to, more.to);
}

// A sample holds until the next one, as far as its source was alive; past a silence nothing is
// drawn, because nothing was seen.
std::vector<Stretch> stretches_of(const std::vector<Sample>& samples,
                                  const std::vector<Interval>& alive) {
    std::vector<Stretch> out;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto& s = samples[i];
        const auto next = i + 1 < samples.size() ? samples[i + 1].at : Nanos::max();
        extend(out, {s.at, s.at, s.value, s.seq});
        for (const auto& piece : alive) {
            const auto from = std::max(piece.from, s.at);
            const auto to = std::min(piece.to, next);
            if (from <= to) extend(out, {from, to, s.value, s.seq});
        }
    }
    return out;
}

}  // namespace

std::vector<SourceBar> coverage_of(const Dossier& dossier, Nanos zero) {
    Pieces pieces;
    // A source that never worked has its bar too: all of it is a gap.
    for (const auto& fact : dossier.scenario.facts) pieces[fact.source.provider];
    for (const auto& r : dossier.journal) {
        if (r.kind == "heartbeat") add_alive(pieces, r, zero);
        if (r.kind == "probe" && string_in(r.body, "status") == "answered")
            pieces[string_in(r.body, "agent")].push_back(
                {nanos_in(r.body, "asked_ns") - zero, instant_of(r) - zero, {r.seq}});
    }
    std::vector<SourceBar> out;
    for (auto& [source, intervals] : pieces) out.push_back({source, merged(std::move(intervals))});
    return out;
}

std::vector<StateBar> states_of(const Dossier& dossier, const std::vector<SourceBar>& coverage,
                                Nanos zero) {
    std::vector<StateBar> out;
    for (const auto& fact : dossier.scenario.facts) {
        if (fact.kind != FactKind::state) continue;
        std::vector<Interval> alive;
        for (const auto& bar : coverage)
            if (bar.source == fact.source.provider) alive = bar.alive;
        out.push_back({fact.id, label_of(dossier.scenario, fact.id), fact.source.provider,
                       stretches_of(samples_of(dossier.journal, fact.id, zero), alive)});
    }
    return out;
}

}  // namespace banc::report
