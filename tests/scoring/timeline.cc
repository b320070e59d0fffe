// SPDX-License-Identifier: EUPL-1.2
#include "tests/scoring/timeline.h"

#include <algorithm>
#include <sstream>

#include "tests/scoring/vocabulary.h"

namespace banc {
namespace {

Nanos seconds(const std::string& number) { return std::chrono::seconds(std::stol(number)); }

Interval interval(const std::string& range) {
    const auto dots = range.find("..");
    return {seconds(range.substr(0, dots)), seconds(range.substr(dots + 2)), {}};
}

std::uint64_t seq_of(std::istream& rest) {
    std::string hash;
    rest >> hash;
    return hash.empty() ? 0 : std::stoul(hash.substr(1));
}

// What stands behind `mark`, 0 where it isn't there.
Nanos after(char mark, const std::string& head) {
    const auto at = head.find(mark);
    return at == std::string::npos ? Nanos{0} : seconds(head.substr(at + 1));
}

// "a@5"; "a@5~2": two readings tell, at 2 and at 5; "s@7=0", the
// same question answered before at 5: "s@7=0~5", its answer at 9: "s@7=0^9"
void sighting(Evidence& out, const std::string& head, std::uint64_t seq) {
    const auto at = head.find('@');
    const auto equals = head.find('=');
    const auto name = head.substr(0, at);
    const auto when = seconds(head.substr(at + 1, equals - at - 1));
    if (equals == std::string::npos)
        out.events[name].push_back({when, seq, after('~', head)});
    else
        out.states[name].push_back(
            {when, head[equals + 1] == '1', seq, 0, after('^', head), after('~', head)});
}

void statement(Evidence& out, const std::string& text) {
    std::istringstream in(text);
    std::string head;
    std::string word;
    in >> head;
    if (head.find('@') != std::string::npos) return sighting(out, head, seq_of(in));
    in >> word;
    if (head == "open") out.window.opened = seconds(word);
    if (head == "end") out.window.ended = seconds(word);
    if (head == "check") {
        const auto check = interval(word);
        out.window.check_from = check.from;
        out.window.check_to = check.to;
    }
    if (head != "cover" && head != "pause" && head != "fault") return;
    const auto fact = word;
    if (head == "cover") in >> word;
    auto span = interval(word);
    span.seqs.push_back(seq_of(in));
    if (head == "cover") out.coverage[fact].push_back(span);
    if (head == "pause") out.suspended.push_back(span);
    if (head == "fault") out.bench_faults.push_back(span);
}

}  // namespace

Evidence timeline(const std::string& text) {
    Evidence out;
    for (const auto& name : test_vocabulary().names()) {
        const auto kind = *test_vocabulary().kind(name);
        if (kind == FactKind::event) out.events[name];
        if (kind == FactKind::state) out.states[name];
    }
    using namespace std::chrono_literals;
    out.window = {0s, 60s, 60s, 70s};
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, ';');) statement(out, part);
    return out;
}

std::string told(const Answered& answered) {
    std::string out(word(answered.finding));
    for (const auto seq : answered.evidence) out += " " + std::to_string(seq);
    return out;
}

std::vector<std::uint64_t> numbers_of(const Evidence& evidence) {
    std::vector<std::uint64_t> out;
    for (const auto& [id, events] : evidence.events)
        for (const auto& e : events) out.push_back(e.seq);
    for (const auto& [id, samples] : evidence.states)
        for (const auto& s : samples) out.push_back(s.seq);
    for (const auto& [id, intervals] : evidence.coverage)
        for (const auto& i : intervals) out.insert(out.end(), i.seqs.begin(), i.seqs.end());
    return out;
}

Evidence only(const Evidence& evidence, const std::vector<std::uint64_t>& seqs) {
    const auto left_out = [&](std::uint64_t seq) {
        return std::find(seqs.begin(), seqs.end(), seq) == seqs.end();
    };
    auto out = evidence;
    for (auto& [id, events] : out.events)
        std::erase_if(events, [&](const auto& e) { return left_out(e.seq); });
    for (auto& [id, samples] : out.states)
        std::erase_if(samples, [&](const auto& s) { return left_out(s.seq); });
    for (auto& [id, intervals] : out.coverage)
        std::erase_if(intervals, [&](const auto& i) { return left_out(i.seqs.front()); });
    return out;
}

}  // namespace banc
