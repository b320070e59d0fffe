// SPDX-License-Identifier: EUPL-1.2
// The journal read once, in order: first the states of the exam give the window, then every record
// gives its evidence (bench/journal/RECORDS.md, "How scoring reads them").
#include <algorithm>
#include <set>

#include "bench/scoring/evidence.h"
#include "bench/scoring/intervals.h"
#include "bench/scoring/line_faults.h"
#include "bench/scoring/read_body.h"

namespace banc {
namespace {

constexpr Nanos kTick{1};
constexpr Window kNeverOpened{kTimeMax, Nanos{0}, kTimeMax, Nanos{0}};

// Times and numbers of the `state` records that matter.
struct Life {
    std::optional<Interval> injected;  // where it begins
    Window window = kNeverOpened;
    std::vector<Interval> suspended;
};

Life life_of(std::span<const Record> journal) {
    Life life;
    bool running = false;
    bool ended = false;
    bool verified = false;
    const Record* pause = nullptr;
    const auto last = journal.empty() ? Nanos{0} : instant_of(journal.back());
    for (const auto& record : journal) {
        if (record.kind != "state") continue;
        const auto to = word_of(member(record.body, "to"));
        const Nanos at = instant_of(record);
        if (pause != nullptr)
            life.suspended.push_back({instant_of(*pause), at, {pause->seq, record.seq}});
        pause = to == "suspended" ? &record : nullptr;
        if (to == "injected" && !life.injected) life.injected = Interval{at, at, {record.seq}};
        if (to == "running" && !running) {
            running = true;
            life.window.opened = at;
            life.window.ended = last + kTick;  // what came after the last record nobody saw
        }
        if (to == "ended" && running && !ended) {
            ended = true;
            life.window.ended = at;
        }
        if (to == "verified" && ended && !verified) {
            verified = true;
            life.window.check_from = life.window.ended;
            life.window.check_to = at;
        }
    }
    if (pause != nullptr) life.suspended.push_back({instant_of(*pause), last, {pause->seq}});
    return life;
}

// In a proof probes of any purpose count; in the final check of an exam only `final` ones.
enum class For { exam, proof };

class Collector {
public:
    Collector(const Scenario& scenario, const Window& window, For whom) : whom_(whom) {
        out_.window = window;
        for (const auto& fact : scenario.facts) {
            by_source_[fact.source.provider].push_back(fact.id);
            if (fact.kind == FactKind::event) out_.events[fact.id];
            if (fact.kind == FactKind::state) out_.states[fact.id];
        }
    }

    void take(const Record& record) {
        if (record.kind == "fact") fact(record);
        if (record.kind == "probe") probe(record);
        if (record.kind == "heartbeat") heartbeat(record);
        if (record.kind == "incident")
            if (auto interval = interval_of(record, member(record.body, "from_ns"),
                                            member(record.body, "to_ns")))
                out_.bench_faults.push_back(std::move(*interval));
    }

    Evidence finish() {
        const auto by_time = [](const auto& a, const auto& b) { return a.at < b.at; };
        for (auto& [id, events] : out_.events)
            std::stable_sort(events.begin(), events.end(), by_time);
        for (auto& [id, samples] : out_.states)
            std::stable_sort(samples.begin(), samples.end(), by_time);
        for (auto& [source, intervals] : alive_) {
            std::stable_sort(intervals.begin(), intervals.end(),
                             [](const auto& a, const auto& b) { return a.from < b.from; });
            for (const auto& id : by_source_[source]) out_.coverage[id] = intervals;
        }
        out_.bench_faults = joined(std::move(out_.bench_faults));
        return std::move(out_);
    }

private:
    static std::optional<Interval> interval_of(const Record& record, const Json& from,
                                               const Json& to) {
        const auto start = time_of(from);
        const auto end = time_of(to);
        if (!start || !end || *start > *end) return std::nullopt;
        return Interval{*start, *end, {record.seq}};
    }

    void fact(const Record& record) {
        const auto events = out_.events.find(std::string(word_of(member(record.body, "fact"))));
        const auto at = time_of(member(record.body, "at_ns"));
        if (events == out_.events.end() || !at) return;
        const auto before = time_of(member(record.body, "before_ns")).value_or(Nanos{0});
        events->second.push_back({*at, record.seq, before});
    }

    void probe(const Record& record) {
        const auto& body = record.body;
        const auto asked = time_of(member(body, "asked_ns"));
        if (!asked) return;
        const std::string agent(word_of(member(body, "agent")));
        if (word_of(member(body, "status")) == "answered" && *asked <= instant_of(record))
            cover(agent, {*asked, instant_of(record), {record.seq}});
        const bool final = word_of(member(body, "purpose")) == "final";
        if (final && whom_ == For::exam) forget_final(body);
        for (const auto& [id, value] : member(body, "states").items()) {
            const auto samples = out_.states.find(id);
            if (samples == out_.states.end() || !value.is_boolean()) continue;
            asked_by_[question(body)].insert(id);
            const Sample sample{*asked,
                                value.get<bool>(),
                                record.seq,
                                number_of(member(body, "witness")),
                                instant_of(record),
                                time_of(member(body, "before_ns")).value_or(Nanos{0})};
            if (whom_ == For::exam && !final && *asked > out_.window.ended)
                out_.just_after.emplace(id, sample);
            else
                samples->second.push_back(sample);
        }
    }

    // A final probe has the last word on every state its question is about, also by its silence.
    void forget_final(const Json& body) {
        for (const auto& id : asked_by_[question(body)]) {
            auto& samples = out_.states[id];
            while (!samples.empty() && samples.back().at >= out_.window.check_from)
                samples.pop_back();
        }
    }

    static std::string question(const Json& body) {
        return std::string(word_of(member(body, "agent"))) + ' ' +
               std::string(word_of(member(body, "verb")));
    }

    void heartbeat(const Record& record) {
        for (const auto& [source, span] : member(record.body, "alive").items())
            if (span.is_array() && span.size() == 2)
                if (auto interval = interval_of(record, span[0], span[1]))
                    cover(source, std::move(*interval));
    }

    void cover(const std::string& source, Interval interval) {
        if (by_source_.contains(source)) alive_[source].push_back(std::move(interval));
    }

    For whom_;
    Evidence out_;
    std::map<std::string, std::vector<std::string>> by_source_;
    std::map<std::string, std::vector<Interval>> alive_;
    std::map<std::string, std::set<std::string>> asked_by_;  // question -> the states it tells
};

// Scoring needs the lines in fault only up to the last thing it looks at: between that and the
// record that ends the final check there is always a moment without a read-back.
Nanos last_look(const Evidence& evidence) {
    Nanos last = evidence.window.ended;
    for (const auto& [id, samples] : evidence.states)
        for (const auto& s : samples)
            if (s.at <= evidence.window.check_to) last = std::max({last, s.at, s.answered});
    return last;
}

// After a restart of the controller the clock began again at zero; what follows is the end of an
// exam that nobody watched (journal/RECORDS.md, `reopened`).
std::span<const Record> of_first_boot(std::span<const Record> journal) {
    const auto other = std::find_if(journal.begin(), journal.end(), [&](const Record& r) {
        return r.boot != journal.front().boot;
    });
    return {journal.begin(), other};
}

std::set<std::string> opened_lines(const Scenario& scenario) {
    std::set<std::string> lines;
    for (const auto& step : scenario.inject)
        if (step.open) lines.insert(step.open->line);
    return lines;
}

}  // namespace

Evidence collect(const Scenario& scenario, std::span<const Record> journal) {
    journal = of_first_boot(journal);
    auto life = life_of(journal);
    Collector collector(scenario, life.window, For::exam);
    for (const auto& record : journal) collector.take(record);
    auto evidence = collector.finish();
    evidence.suspended = std::move(life.suspended);
    if (!life.injected) return evidence;
    life.injected->to = last_look(evidence);
    auto faults = line_faults(opened_lines(scenario), journal, *life.injected);
    faults.insert(faults.end(), evidence.bench_faults.begin(), evidence.bench_faults.end());
    evidence.bench_faults = joined(std::move(faults));
    return evidence;
}

Evidence collect_since(const Scenario& scenario, std::span<const Record> journal,
                       std::uint64_t since) {
    Window window = kNeverOpened;
    const auto first = std::find_if(journal.begin(), journal.end(),
                                    [&](const Record& r) { return r.seq >= since; });
    if (first != journal.end()) {
        const Nanos from = instant_of(*first);
        const Nanos to = instant_of(journal.back());
        window = {from, to, from, to};
    }
    Collector collector(scenario, window, For::proof);
    for (const auto& record : journal) collector.take(record);
    return collector.finish();
}

}  // namespace banc
