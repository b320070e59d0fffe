// SPDX-License-Identifier: EUPL-1.2
#include "bench/scoring/track.h"

#include <algorithm>

namespace banc {
namespace {

constexpr Nanos kTick{1};

// A moment at which the fact itself was looked at or occurred.
struct Mark {
    Nanos at{0};
    View view = View::seen;
    std::vector<std::uint64_t> seqs;
    Nanos before{0};  // the question was answered then too; another answer changed since
    Nanos maybe{0};   // of an event: from then on, it or a later one may have occurred
};

// [from, to] cut into covered stretches (clear) and gaps (blind).
std::vector<Stretch> covered(const std::vector<Interval>& coverage, Nanos from, Nanos to) {
    std::vector<Stretch> out;
    Nanos next = from;
    for (const auto& interval : coverage) {
        const Nanos start = std::max(interval.from, next);
        const Nanos end = std::min(interval.to, to);
        if (start > end) continue;
        if (start > next) out.push_back({next, start - kTick, View::blind, {}, next});
        out.push_back({start, end, View::clear, interval.seqs, start});
        next = end + kTick;
    }
    if (next <= to) out.push_back({next, to, View::blind, {}, next});
    return out;
}

// Lays marks over covered stretches. An event is over at once, at its mark or, where two readings
// tell of it, somewhere before; what a probe saw of a state stands until the next sample or the
// next gap.
class Layer {
public:
    explicit Layer(FactKind kind) : kind_(kind) {}

    std::vector<Stretch> over(const std::vector<Stretch>& ground, const std::vector<Mark>& marks) {
        auto mark = marks.begin();
        for (const auto& piece : ground) {
            Nanos next = piece.from;
            for (; mark != marks.end() && mark->at <= piece.to; ++mark) {
                coming_ = &*mark;
                lay(piece, next, mark->at - kTick);
                out_.push_back(
                    {mark->at, mark->at, mark->view, mark->seqs, mark->at, mark->before});
                known_ = &*mark;
                next = mark->at + kTick;
            }
            coming_ = mark == marks.end() ? nullptr : &*mark;
            lay(piece, next, piece.to);
        }
        return std::move(out_);
    }

private:
    void lay(const Stretch& piece, Nanos from, Nanos to) {
        if (from > to) return;
        if (piece.view == View::blind) known_ = nullptr;
        if (kind_ == FactKind::event)
            wait(piece, from, to);
        else if (known_ == nullptr)
            out_.push_back({from, to, View::blind, {}, from});
        else
            stand(piece, from, to);
    }

    // Until the next mark.
    void wait(const Stretch& piece, Nanos from, Nanos to) {
        const bool open = coming_ != nullptr && piece.view == View::clear;
        const Nanos maybe = open ? std::clamp(coming_->maybe, from, to + kTick) : to + kTick;
        if (from < maybe) out_.push_back({from, maybe - kTick, piece.view, piece.seqs, from});
        if (maybe > to) return;
        out_.push_back({maybe, to, View::maybe, coming_->seqs, maybe});
        out_.back().seqs.insert(out_.back().seqs.end(), piece.seqs.begin(), piece.seqs.end());
    }

    // The last answer stands until the next one was asked, or, if that one differs, until the last
    // time the old one was heard.
    void stand(const Stretch& piece, Nanos from, Nanos to) {
        const bool changes = coming_ != nullptr && coming_->view != known_->view;
        const bool told = changes && coming_->before > Nanos{0};
        const Nanos sure = told ? std::clamp(coming_->before, known_->at, to) : to;
        if (from <= sure) out_.push_back({from, sure, known_->view, piece.seqs, known_->at});
        const Nanos unsure = std::max(from, sure + kTick);
        if (unsure <= to) out_.push_back({unsure, to, View::blind, {}, unsure});
    }

    FactKind kind_;
    const Mark* known_ = nullptr;   // the last one laid, until a gap
    const Mark* coming_ = nullptr;  // the next one
    std::vector<Stretch> out_;
};

std::vector<Mark> marks_of(const std::vector<Occurrence>& occurrences, const Window& window) {
    std::vector<Mark> marks;
    for (const auto& o : occurrences) {
        if (o.at < window.opened || o.after() >= window.ended) continue;
        if (marks.empty() || marks.back().at != o.at || marks.back().before != o.after())
            marks.push_back({o.at, View::came, {}, o.after()});
        marks.back().seqs.push_back(o.seq);
    }
    Nanos maybe = Nanos::max();
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark)
        maybe = mark->maybe = std::min(maybe, mark->before + kTick);
    return marks;
}

// Between the question and its answer nobody knows when the PC looked: the answer stands from when
// it came.
Nanos heard_at(const Sample& s) { return std::max(s.at, s.answered); }

Mark mark_of(const Sample& s) {
    Mark mark{heard_at(s), s.value ? View::seen : View::clear, {s.seq}, s.before};
    if (s.witness != 0) mark.seqs.push_back(s.witness);
    return mark;
}

// Those before the opening too: the last of them may still stand then.
std::vector<Mark> marks_of(const std::vector<Sample>& samples, const Window& window) {
    std::vector<Mark> marks;
    for (const auto& s : samples) {
        if (s.at > window.ended) break;
        if (!marks.empty() && marks.back().at == heard_at(s)) marks.pop_back();
        const auto mark = mark_of(s);
        const bool late = mark.at > window.ended;  // it tells only that something has changed
        if (late && !marks.empty() && marks.back().view == mark.view) continue;
        marks.push_back(mark);
    }
    return marks;
}

// Does it answer who looks for `view`, seen or blind, from then on?
bool answers(const Stretch& s, View view, Nanos from) {
    const bool surely = s.view != View::came || s.after >= from - kTick;
    if (view == View::seen) return surely && (s.view == View::seen || s.view == View::came);
    return s.view == view || s.view == View::maybe || s.view == View::came;
}

template <class Map>
const typename Map::mapped_type& find(const Map& map, const std::string& fact) {
    static const typename Map::mapped_type kNone;
    const auto found = map.find(fact);
    return found == map.end() ? kNone : found->second;
}

}  // namespace

Track::Track(const Evidence& evidence, const std::string& fact) {
    const auto& window = evidence.window;
    const bool state = evidence.states.contains(fact);
    auto marks = state ? marks_of(find(evidence.states, fact), window)
                       : marks_of(find(evidence.events, fact), window);
    if (const auto next = evidence.just_after.find(fact);
        state && next != evidence.just_after.end())
        marks.push_back(mark_of(next->second));
    const Nanos from = marks.empty() ? window.opened : std::min(window.opened, marks.front().at);
    const auto ground = covered(find(evidence.coverage, fact), from, window.ended);
    stretches_ = Layer(state ? FactKind::state : FactKind::event).over(ground, marks);
}

std::vector<Stretch>::const_iterator Track::at(Nanos instant) const {
    return std::partition_point(stretches_.begin(), stretches_.end(),
                                [&](const Stretch& s) { return s.to < instant; });
}

std::optional<Nanos> Track::first(View view, Nanos from, Nanos to) const {
    if (from > to) return std::nullopt;
    for (auto s = at(from); s != stretches_.end() && s->from <= to; ++s)
        if (answers(*s, view, from)) return std::max(s->from, from);
    return std::nullopt;
}

void Track::cite(Nanos from, Nanos to, std::vector<std::uint64_t>& out) const {
    if (from > to) return;
    const auto start = at(from);
    if (start == stretches_.end()) return;
    for (auto s = at(start->since); s != stretches_.end() && s->from <= to; ++s)
        out.insert(out.end(), s->seqs.begin(), s->seqs.end());
}

}  // namespace banc
