// SPDX-License-Identifier: EUPL-1.2
// A second, slow opinion on what the evidence allows. Time is a few ticks; whatever nobody
// looked at is filled in every possible way, and a finding is right when all those worlds agree.
#include <array>
#include <catch2/catch.hpp>
#include <span>

#include "tests/scoring/dice.h"
#include "tests/scoring/timeline.h"

using namespace banc;

namespace {

// How often a fact is there at each tick.
using Truth = std::array<int, kAfter>;
// An event that two readings tell of came at one of their ticks [from, to].
struct Between {
    Truth* fact;
    int from;
    int to;
};

struct World {
    std::map<std::string, Truth> facts;
    std::array<bool, kTicks> paused{};  // the tick and the next are in suspended time
    std::vector<Between> between;
    bool b_was_seen = false;  // design.md: before(a, b) without b is ever(a)
};

int first(const Truth& t, int from, int to) {
    for (int i = from; i <= to; ++i)
        if (t[static_cast<std::size_t>(i)] > 0) return i;
    return -1;
}

int exam_time(const World& w, int from, int to) {
    int time = 0;
    for (int i = from; i < to; ++i) time += w.paused[static_cast<std::size_t>(i)] ? 0 : 1;
    return time;
}

bool any_within(const World& w, const Truth& a, int from, int span) {
    for (int i = from; i <= kEnded; ++i)
        if (a[static_cast<std::size_t>(i)] > 0 && exam_time(w, from, i) <= span) return true;
    return false;
}

bool held(const Truth& s, int span) {
    for (int from = kOpened; from + span <= kEnded; ++from) {
        bool all = true;
        for (int i = from; i <= from + span; ++i) all = all && s[static_cast<std::size_t>(i)] > 0;
        if (all) return true;
    }
    return false;
}

bool counted(const Truth& a, const Expression& e) {
    std::int64_t n = 0;
    for (int i = kOpened; i <= kEnded; ++i) n += a[static_cast<std::size_t>(i)];
    if (e.compare == Compare::at_least) return n >= e.number;
    return e.compare == Compare::at_most ? n <= e.number : n == e.number;
}

// Two values only: in a world everything is known.
bool holds(const Expression& e, const World& w) {
    const auto& a = w.facts.at(e.fact);
    const int ta = first(a, kOpened, kEnded);
    const auto span = static_cast<int>(e.span.count());
    if (e.op == Op::ever) return ta >= 0;
    if (e.op == Op::never) return ta < 0;
    if (e.op == Op::held) return held(a, span);
    if (e.op == Op::count) return counted(a, e);
    if (e.op == Op::within && e.other.empty()) return any_within(w, a, kOpened, span);
    const auto& b = w.facts.at(e.other);
    const int tb = first(b, kOpened, kEnded);
    if (e.op == Op::before) return ta >= 0 && (!w.b_was_seen || tb < 0 || ta < tb);
    if (e.op == Op::after) return tb >= 0 && tb < kEnded && first(a, tb + 1, kEnded) >= 0;
    return tb >= 0 && any_within(w, a, tb, span);
}

bool covered(const Evidence& evidence, const std::string& fact, Nanos tick) {
    bool any = false;
    for (const auto& c : evidence.coverage.at(fact)) any = any || (c.from <= tick && tick <= c.to);
    return any;
}

// Of which somebody saw the time.
int occurrences(const Evidence& evidence, const std::string& fact, Nanos tick) {
    int n = 0;
    for (const auto& o : evidence.events.at(fact))
        n += o.at == tick && o.before == Nanos{0} ? 1 : 0;
    return n;
}

bool read_at(const Evidence& evidence, const std::string& fact, Nanos tick) {
    for (const auto& o : evidence.events.at(fact))
        if (o.at == tick) return true;
    return false;
}

// The last sample of that tick, or what stood before it.
int sampled(const Evidence& evidence, const std::string& fact, Nanos tick, int before) {
    for (const auto& s : evidence.states.at(fact))
        if (s.at == tick) before = s.value ? 1 : 0;
    return before;
}

// What is known of one fact at each tick: how often it is there, or -1.
Truth known(const Evidence& evidence, const std::string& fact) {
    Truth out{};
    int state = -1;
    for (int i = 0; i < kTicks; ++i) {
        auto& value = out[static_cast<std::size_t>(i)];
        const bool watched = covered(evidence, fact, Nanos{i});
        if (evidence.states.contains(fact)) {
            state = sampled(evidence, fact, Nanos{i}, watched ? state : -1);
            value = state;
        } else {
            value = occurrences(evidence, fact, Nanos{i});
            if (!watched && !read_at(evidence, fact, Nanos{i})) value = -1;
        }
    }
    return out;
}

std::vector<Between> between_readings(const Evidence& evidence, const std::string& fact, Truth& t) {
    std::vector<Between> out;
    if (evidence.states.contains(fact)) return out;
    for (const auto& o : evidence.events.at(fact))
        if (o.before > Nanos{0})
            out.push_back(
                {&t, static_cast<int>(o.before.count()) + 1, static_cast<int>(o.at.count())});
    return out;
}

template <class Use>
void each_placing(std::span<const Between> left, Use use) {
    if (left.empty()) return use();
    const auto& [fact, from, to] = left.front();
    for (int i = from; i <= to; ++i) {
        ++(*fact)[static_cast<std::size_t>(i)];
        each_placing(left.subspan(1), use);
        --(*fact)[static_cast<std::size_t>(i)];
    }
}

// Calls back with every world the evidence allows.
template <class Use>
void each_world(World& world, const std::vector<std::string>& facts, const Expression& e, Use use) {
    std::vector<int*> open;
    for (const auto& fact : facts)
        for (int i = kOpened; i <= kEnded; ++i)
            if (auto& v = world.facts[fact][static_cast<std::size_t>(i)]; v < 0) open.push_back(&v);
    // A blind instant hides any number of occurrences; up to what the count asks for is enough.
    const int hidden = e.op == Op::count ? static_cast<int>(e.number) + 1 : 1;
    for (unsigned chosen = 0; chosen < 1u << open.size(); ++chosen)
        for (int there = 1; there <= hidden; ++there) {
            for (std::size_t i = 0; i < open.size(); ++i) *open[i] = chosen >> i & 1 ? there : 0;
            each_placing(world.between, [&] { use(world); });
        }
}

Finding brute(const Expression& e, const Evidence& evidence) {
    World world;
    std::vector<std::string> facts{e.fact};
    if (!e.other.empty() && e.other != e.fact) facts.push_back(e.other);
    for (const auto& fact : facts) world.facts[fact] = known(evidence, fact);
    for (std::size_t i = 0; i < kTicks; ++i)
        for (const auto& p : evidence.suspended) {
            const Nanos tick{static_cast<std::int64_t>(i)};
            world.paused[i] = world.paused[i] || (p.from <= tick && tick < p.to);
        }
    if (!e.other.empty()) world.b_was_seen = first(world.facts[e.other], kOpened, kEnded) >= 0;
    for (const auto& fact : facts)
        for (const auto& b : between_readings(evidence, fact, world.facts[fact])) {
            world.between.push_back(b);
            const bool perhaps = fact == e.other && b.from <= kEnded && b.to >= kOpened;
            world.b_was_seen = world.b_was_seen || perhaps;
        }
    bool sometimes = false;
    bool always = true;
    each_world(world, facts, e, [&](const World& w) {
        const bool now = holds(e, w);
        sometimes = sometimes || now;
        always = always && now;
    });
    return always ? Finding::true_ : sometimes ? Finding::unknown : Finding::false_;
}

// A condition that names one fact twice ("before(a, a)") is left to the tables: filling it in
// twice is not what a world is.
bool plain(const Expression& e) { return e.fact != e.other; }

}  // namespace

TEST_CASE("every finding is what all possible worlds agree on", "[scoring][worlds]") {
    Dice dice(20260612);
    std::array<int, 3> met{};
    for (int round = 0; round < 25'000; ++round) {
        const auto evidence = dice.evidence();
        const auto term = dice.term();
        if (!plain(term)) continue;
        const auto found = evaluate(term, evidence).finding;
        const auto expected = brute(term, evidence);
        ++met[static_cast<std::size_t>(found)];
        // "within of b" asks for one sighting that is near enough whenever b was: it may say
        // unknown where several sightings would together have done.
        if (term.op == Op::within && !term.other.empty() && found == Finding::unknown) continue;
        if (found == expected) continue;
        CAPTURE(round, static_cast<int>(term.op), term.fact, term.other, term.span.count());
        CAPTURE(term.number, static_cast<int>(term.compare), word(expected));
        FAIL_CHECK("said " << word(found));
    }
    for (const auto n : met) CHECK(n > 1000);  // the dice reach all three
}

TEST_CASE("what a finding cites is enough to reach it again", "[scoring][worlds]") {
    Dice dice(7);
    for (int round = 0; round < 20'000; ++round) {
        const auto evidence = dice.evidence();
        const auto term = dice.term();
        const auto answer = evaluate(term, evidence);
        const auto all = numbers_of(evidence);
        bool exist = true;
        for (const auto seq : answer.evidence)
            exist = exist && std::find(all.begin(), all.end(), seq) != all.end();
        const auto again = evaluate(term, only(evidence, answer.evidence));
        const bool empty_when_unknown =
            (answer.finding == Finding::unknown) == answer.evidence.empty();
        if (exist && empty_when_unknown && again.finding == answer.finding) continue;
        CAPTURE(round, static_cast<int>(term.op), term.fact, term.other, term.span.count());
        FAIL_CHECK(told(answer) << " but then " << told(again));
    }
}

TEST_CASE("watching more never overturns a finding", "[scoring][worlds]") {
    Dice dice(99);
    int settled = 0;
    for (int round = 0; round < 20'000; ++round) {
        auto evidence = dice.evidence();
        const auto term = dice.term();
        const auto before = evaluate(term, evidence).finding;
        const Nanos from{kOpened + dice.roll(kEnded - kOpened)};
        auto& watched =
            evidence.coverage[dice.roll(2) == 0 || term.other.empty() ? term.fact : term.other];
        watched.push_back({from, from + Nanos{dice.roll(6)}, {1000}});
        Dice::in_order(evidence);
        const auto after = evaluate(term, evidence).finding;
        if (before == Finding::unknown && after != before) ++settled;
        if (before == Finding::unknown || after == before) continue;
        CAPTURE(round, static_cast<int>(term.op), term.fact, term.other);
        FAIL_CHECK(word(before) << " became " << word(after));
    }
    CHECK(settled > 300);
}

TEST_CASE("a condition is Kleene's sum of its terms", "[scoring][worlds]") {
    Dice dice(3);
    const auto value = [](Finding f) {
        return f == Finding::false_ ? 0 : f == Finding::true_ ? 2 : 1;
    };
    for (int round = 0; round < 2'000; ++round) {
        const auto evidence = dice.evidence();
        Expression both;
        both.args = {dice.term(), dice.term(), dice.term()};
        int least = 2;
        int most = 0;
        for (const auto& arg : both.args) {
            least = std::min(least, value(evaluate(arg, evidence).finding));
            most = std::max(most, value(evaluate(arg, evidence).finding));
        }
        both.op = Op::all;
        REQUIRE(value(evaluate(both, evidence).finding) == least);
        both.op = Op::any;
        REQUIRE(value(evaluate(both, evidence).finding) == most);
        Expression flipped;
        flipped.op = Op::negate;
        flipped.args = {both};
        REQUIRE(value(evaluate(flipped, evidence).finding) == 2 - most);
    }
}
