// SPDX-License-Identifier: EUPL-1.2
// The terms of design.md §5.4 over tracks. Each answers true or false only when the blind instants
// can't change it, and cites the records that make it so.
#include <algorithm>
#include <span>

#include "bench/scoring/track.h"

namespace banc {
namespace {

constexpr Nanos kTick{1};

class Evaluator {
public:
    explicit Evaluator(const Evaluation& facts)
        : facts_(facts),
          evidence_(facts.evidence()),
          opened_(evidence_.window.opened),
          ended_(evidence_.window.ended) {}

    [[nodiscard]] Answered answer(const Expression& e) const {
        switch (e.op) {
            case Op::all: return combine(e, Finding::false_, Finding::true_);
            case Op::any: return combine(e, Finding::true_, Finding::false_);
            case Op::negate: return opposite(answer(e.args.front()));
            case Op::at_end: return at_end(e);
            case Op::absent: return absent(e);
            case Op::ever:
            case Op::never:
            case Op::before:
            case Op::after:
            case Op::within:
            case Op::held:
            case Op::count: break;
        }
        return ended_ < opened_ ? Answered{} : over_time(e);
    }

private:
    [[nodiscard]] Answered over_time(const Expression& e) const {
        const Track& track = facts_.track(e.fact);
        switch (e.op) {
            case Op::ever: return seen_until(track, ended_);
            case Op::never: return opposite(seen_until(track, ended_));
            case Op::before: return before(track, e);
            case Op::after: return after(track, facts_.track(e.other));
            case Op::within:
                if (e.other.empty()) return seen_until(track, deadline(opened_, e.span));
                return within(track, facts_.track(e.other), e.span);
            case Op::held: return held(track, e.span);
            case Op::count: return count(track, e);
            case Op::all:
            case Op::any:
            case Op::negate:
            case Op::at_end:
            case Op::absent: break;
        }
        return {};
    }

    // Kleene's "and" (decisive: false) and "or" (decisive: true). Cites what decided.
    [[nodiscard]] Answered combine(const Expression& e, Finding decisive, Finding otherwise) const {
        Answered deciding{decisive, {}};
        Answered all{otherwise, {}};
        bool decided = false;
        for (const auto& arg : e.args) {
            const auto a = answer(arg);
            if (a.finding == Finding::unknown) all.finding = Finding::unknown;
            decided = decided || a.finding == decisive;
            auto& into = a.finding == decisive ? deciding : all;
            into.evidence.insert(into.evidence.end(), a.evidence.begin(), a.evidence.end());
        }
        if (decided) return deciding;
        return all.finding == Finding::unknown ? Answered{} : all;
    }

    static Answered opposite(Answered a) {
        if (a.finding == Finding::unknown) return a;
        a.finding = a.finding == Finding::true_ ? Finding::false_ : Finding::true_;
        return a;
    }

    [[nodiscard]] Answered seen_until(const Track& a, Nanos end) const {
        if (const auto ta = a.first(View::seen, opened_, end))
            return say(Finding::true_, {{&a, *ta, *ta}});
        if (a.first(View::blind, opened_, end)) return {};
        return say(Finding::false_, {{&a, opened_, end}});
    }

    [[nodiscard]] Answered before(const Track& a, const Expression& e) const {
        const Track& b = facts_.track(e.other);
        const auto ta = a.first(View::seen, opened_, ended_);
        const auto tb = b.first(View::seen, opened_, ended_);
        if (!tb) {
            const bool perhaps = came(e.other).perhaps > 0;
            if (perhaps && ta && b.first(View::blind, opened_, *ta)) return {};
            return seen_until(a, ended_);
        }
        if (ta && *ta < *tb) {
            if (b.first(View::blind, opened_, *ta)) return {};
            return say(Finding::true_, {{&a, *ta, *ta}, {&b, opened_, *ta}, {&b, *tb, *tb}});
        }
        if (a.first(View::blind, opened_, *tb - kTick)) return {};
        return say(Finding::false_, {{&a, opened_, *tb}, {&b, *tb, *tb}});
    }

    // The first instant at which b may have occurred, seen or not.
    [[nodiscard]] std::optional<Nanos> earliest(const Track& b) const {
        const auto seen = b.first(View::seen, opened_, ended_);
        const auto blind = b.first(View::blind, opened_, ended_);
        if (!seen || !blind) return seen ? seen : blind;
        return std::min(*seen, *blind);
    }

    [[nodiscard]] Answered after(const Track& a, const Track& b) const {
        if (const auto tb = b.first(View::seen, opened_, ended_))
            if (const auto ta = a.first(View::seen, *tb + kTick, ended_))
                return say(Finding::true_, {{&b, *tb, *tb}, {&a, *ta, *ta}});
        const auto from = earliest(b);
        if (!from) return say(Finding::false_, {{&b, opened_, ended_}});
        if (!clear(a, *from + kTick, ended_)) return {};
        return say(Finding::false_, {{&b, opened_, *from}, {&a, *from + kTick, ended_}});
    }

    [[nodiscard]] Answered within(const Track& a, const Track& b, Nanos span) const {
        const auto from = earliest(b);
        if (!from) return say(Finding::false_, {{&b, opened_, ended_}});
        const auto tb = b.first(View::seen, opened_, ended_);
        if (tb)
            if (const auto ta = a.first(View::seen, *tb, deadline(*from, span)))
                return say(Finding::true_, {{&b, opened_, *tb}, {&a, *ta, *ta}});
        const Nanos last = tb.value_or(ended_);
        if (!clear(a, *from, deadline(last, span))) return {};
        return say(Finding::false_,
                   {{&b, opened_, *from}, {&b, last, last}, {&a, *from, deadline(last, span)}});
    }

    [[nodiscard]] Answered held(const Track& state, Nanos span) const {
        if (ended_ - opened_ < span) return {};  // too short an exam to tell
        Nanos seen_from = opened_;               // start of the run of seen stretches that goes on
        Nanos possible_from = opened_;           // the same with blind ones
        bool possible = false;
        for (const auto& s : state.stretches()) {
            if (s.to < opened_) continue;
            if (s.view != View::seen) seen_from = s.to + kTick;
            if (s.view == View::clear) possible_from = s.to + kTick;
            if (s.to - seen_from >= span)
                return say(Finding::true_, {{&state, seen_from, seen_from + span}});
            possible = possible || s.to - possible_from >= span;
        }
        if (possible) return {};
        return say(Finding::false_, {{&state, opened_, ended_}});
    }

    // An event in the time of the exam. One that only two readings tell of, one of them outside,
    // came there perhaps.
    struct Came {
        std::vector<std::uint64_t> seen;
        std::size_t perhaps = 0;
    };
    [[nodiscard]] Came came(const std::string& fact) const {
        Came out;
        const auto found = evidence_.events.find(fact);
        if (found == evidence_.events.end()) return out;
        for (const auto& o : found->second) {
            if (o.at < opened_ || o.after() >= ended_) continue;
            if (o.at <= ended_ && o.after() >= opened_ - kTick)
                out.seen.push_back(o.seq);
            else
                ++out.perhaps;
        }
        return out;
    }

    [[nodiscard]] Answered count(const Track& event, const Expression& e) const {
        const auto [seen, perhaps] = came(e.fact);
        const auto number = static_cast<std::size_t>(e.number);
        const bool enough = seen.size() >= number;
        const bool too_many = seen.size() > number;
        if (e.compare == Compare::at_least && enough) return first_of(seen, number, Finding::true_);
        if (e.compare != Compare::at_least && too_many)
            return first_of(seen, number + 1, Finding::false_);
        const auto blind = [](const Stretch& s) { return s.view == View::blind; };
        if (std::ranges::any_of(event.stretches(), blind)) return {};
        const bool fits = e.compare == Compare::at_most || enough;
        const auto most = seen.size() + perhaps;
        const bool as_most = e.compare == Compare::at_most ? most <= number : most < number;
        if (perhaps > 0 && !as_most) return {};
        return say(fits ? Finding::true_ : Finding::false_, {{&event, opened_, ended_}});
    }

    static Answered first_of(std::vector<std::uint64_t> seqs, std::size_t n, Finding finding) {
        seqs.resize(n);
        return {finding, std::move(seqs)};
    }

    // The last word of the final check on that state; nullptr when it said none.
    [[nodiscard]] const Sample* last_word(const std::vector<Sample>& samples) const {
        const auto& w = evidence_.window;
        const auto past = std::partition_point(samples.begin(), samples.end(),
                                               [&](const Sample& s) { return s.at <= w.check_to; });
        if (past == samples.begin() || std::prev(past)->at < w.check_from) return nullptr;
        return &*std::prev(past);
    }

    [[nodiscard]] Answered at_end(const Expression& e) const {
        const auto samples = evidence_.states.find(e.fact);
        if (samples == evidence_.states.end()) return {};
        const auto* last = last_word(samples->second);
        if (!last) return {};
        return {last->value ? Finding::true_ : Finding::false_, cited(*last)};
    }

    // Absent counts only if the same probe once saw the thing (design.md §2.4).
    [[nodiscard]] Answered absent(const Expression& e) const {
        const auto samples = evidence_.states.find(e.fact);
        if (samples == evidence_.states.end()) return {};
        const auto* last = last_word(samples->second);
        if (!last) return {};
        if (last->value) return {Finding::false_, cited(*last)};
        const std::span before(samples->second.data(), last);
        const auto seen =
            std::find_if(before.rbegin(), before.rend(), [](const Sample& s) { return s.value; });
        if (seen == before.rend()) return {};
        auto evidence = cited(*last);
        evidence.push_back(seen->seq);
        return {Finding::true_, std::move(evidence)};
    }

    static std::vector<std::uint64_t> cited(const Sample& s) {
        if (s.witness == 0) return {s.seq};
        return {s.witness, s.seq};
    }

    // The last instant, until the end, at which no more than `span` of exam time has gone by since
    // `from`: suspended time is not counted.
    [[nodiscard]] Nanos deadline(Nanos from, Nanos span) const {
        Nanos now = from;
        Nanos left = span;
        for (const auto& pause : evidence_.suspended) {
            if (pause.to <= now) continue;
            const Nanos counted = std::max(pause.from - now, Nanos{0});
            if (counted > left) break;
            left -= counted;
            now = pause.to;
        }
        return std::min(now + left, ended_);
    }

    static bool clear(const Track& a, Nanos from, Nanos to) {
        return !a.first(View::seen, from, to) && !a.first(View::blind, from, to);
    }

    struct Citation {
        const Track* track;
        Nanos from;
        Nanos to;
    };
    static Answered say(Finding finding, std::initializer_list<Citation> citations) {
        Answered answer{finding, {}};
        for (const auto& c : citations) c.track->cite(c.from, c.to, answer.evidence);
        return answer;
    }

    const Evaluation& facts_;
    const Evidence& evidence_;
    Nanos opened_;
    Nanos ended_;
};

}  // namespace

Evaluation::Evaluation(const Evidence& evidence) : evidence_(evidence) {}
Evaluation::~Evaluation() = default;

const Track& Evaluation::track(const std::string& fact) const {
    auto& made = tracks_[fact];
    if (!made) made = std::make_unique<Track>(evidence_, fact);
    return *made;
}

Answered Evaluation::answer(const Expression& expression) const {
    auto answer = Evaluator(*this).answer(expression);
    auto& seqs = answer.evidence;
    std::sort(seqs.begin(), seqs.end());
    seqs.erase(std::unique(seqs.begin(), seqs.end()), seqs.end());
    return answer;
}

Answered evaluate(const Expression& expression, const Evidence& evidence) {
    return Evaluation(evidence).answer(expression);
}

}  // namespace banc
