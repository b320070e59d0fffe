// SPDX-License-Identifier: EUPL-1.2
// Two candidates' PCs differ: parameters drawn from the exam's seed, and their values put in place.
#include <re2/re2.h>

#include "bench/scenario/references.h"
#include "bench/scenario/scenario.h"
#include "bench/yaml/read.h"

namespace banc {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014; constants of Vigna's public-domain code): one addition and
// one mix per number, the same on every machine.
class SplitMix64 {
public:
    explicit SplitMix64(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        auto z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }

private:
    std::uint64_t state_;
};

class Binder {
public:
    Binder(const Parameters& values, Errors& errors) : values_(values), errors_(errors) {}

    void text(std::string& into, const Place& place) const {
        into = replace_references(into, [&](const auto& r) { return value(r, place); });
    }
    void typed(std::string& into, const Place& place) const {
        into = replace_references(into, [&](const auto& r) {
            return r.name == kRoomClock ? fmt::format("${{{}}}", r.name) : value(r, place);
        });
    }
    // In a pattern the value stands for itself: the dots of an address match dots.
    void pattern(std::string& into, const Place& place) const {
        into = replace_references(into,
                                  [&](const auto& r) { return RE2::QuoteMeta(value(r, place)); });
    }

    void fact(Fact& fact) const {
        pattern(fact.source.pattern, fact.place);
        for (auto* one : {&fact.source.verb, &fact.source.has, &fact.label.fr, &fact.label.en})
            text(*one, fact.place);
    }
    void step(InjectStep& step) const {
        if (step.console)
            for (auto* one : {&step.console->run, &step.console->undo}) text(*one, step.place);
        if (!step.prepare) return;
        for (auto* one : {&step.prepare->words, &step.prepare->undo}) text(*one, step.place);
        for (auto& one : step.prepare->checklist) text(one, step.place);
    }
    void criterion(Criterion& criterion) const {
        text(criterion.label, criterion.place);
        for (auto& one : criterion.routes) text(one, criterion.place);
        for (auto& one : criterion.descriptors) text(one, criterion.place);
    }
    void script(CandidateScript& script) const {
        for (auto& step : script) {
            pattern(step.look, step.place);
            typed(step.type, step.place);
            for (auto* one : {&step.keys, &step.hands}) text(*one, step.place);
        }
    }

private:
    std::string value(const Reference& reference, const Place& place) const {
        const auto found = values_.find(reference.name);
        if (found != values_.end()) return found->second;
        errors_.push_back({Errc::invalid,
                           banc::text("« ${{{}}} » n'a pas de valeur", "\"${{{}}}\" has no value",
                                      reference.name),
                           banc::text("déclarez-le sous « parameters », ou dans bench.yaml",
                                      "declare it under \"parameters\", or in bench.yaml"),
                           place});
        return {};
    }

    const Parameters& values_;
    Errors& errors_;
};

}  // namespace

Checked<Scenario> bind(const Scenario& scenario, const Parameters& values) {
    auto bound = scenario;
    Errors errors;
    const Binder binder(values, errors);
    const Place whole{scenario.file, 0, 0};
    for (auto* one : {&bound.title, &bound.brief, &bound.client_attitude, &bound.client_script})
        binder.text(*one, whole);
    for (auto& one : bound.safety) binder.text(one, whole);
    for (auto& one : bound.hints) binder.text(one.text, whole);
    for (auto& step : bound.inject) binder.step(step);
    for (auto& fact : bound.facts) binder.fact(fact);
    for (auto& criterion : bound.criteria) binder.criterion(criterion);
    for (auto* script : {&bound.reference, &bound.untouched, &bound.forger}) binder.script(*script);
    for (auto& script : bound.wrong) binder.script(script);
    return checked(std::move(bound), std::move(errors));
}

std::string with_room_clock(std::string_view typed, WallTime now) {
    const auto seconds = std::to_string(now.unix_ns / 1'000'000'000);
    return replace_references(typed, [&](const Reference&) { return seconds; });
}

// One number per parameter, in the order of their names. The bias of % is below 2^-50 for any list
// a file can hold.
Parameters draw(const Scenario& scenario, std::uint64_t seed) {
    SplitMix64 random(seed);
    Parameters drawn;
    for (const auto& [name, values] : scenario.parameters)
        if (!values.empty()) drawn[name] = values[random.next() % values.size()];
    return drawn;
}

}  // namespace banc
