// SPDX-License-Identifier: EUPL-1.2
#include "bench/scoring/line_faults.h"

#include "bench/scoring/intervals.h"
#include "bench/scoring/read_body.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kTick{1};
constexpr Nanos kLongestGap = 15s;  // three heartbeats

struct ReadBack {
    Nanos at{0};
    bool in_fault = false;
    std::uint64_t seq = 0;
};

std::vector<ReadBack> read_backs(const std::string& line, std::span<const Record> journal) {
    std::vector<ReadBack> out;
    for (const auto& record : journal) {
        std::string_view position;
        if (record.kind == "contact" && word_of(member(record.body, "line")) == line)
            position = word_of(member(record.body, "position"));
        if (record.kind == "heartbeat")
            position = word_of(member(member(record.body, "contacts"), line.c_str()));
        // What the board said when it came back, before anything was put right.
        if (record.kind == "restart" && word_of(member(record.body, "line")) == line)
            position = word_of(member(record.body, "reads"));
        if (!position.empty()) out.push_back({instant_of(record), position == "fault", record.seq});
    }
    return out;
}

// The instant of a read-back that says `fault` is itself good, that of any other is not.
Nanos after(const ReadBack& r) { return r.in_fault ? r.at + kTick : r.at; }

// Adds [from, to] as far as it lies in the span.
void add(std::vector<Interval>& bad, const Interval& span, Interval part) {
    part.from = std::max(part.from, span.from);
    part.to = std::min(part.to, span.to);
    if (part.from <= part.to) bad.push_back(std::move(part));
}

}  // namespace

std::vector<Interval> line_faults(const std::set<std::string>& lines,
                                  std::span<const Record> journal, const Interval& span) {
    std::vector<Interval> bad;
    for (const auto& line : lines) {
        ReadBack last{Nanos{0}, false, span.seqs.front()};  // until the first one, nobody looked
        for (const auto& now : read_backs(line, journal)) {
            const bool near = now.at - last.at <= kLongestGap;
            if (!near || !last.in_fault || !now.in_fault)
                add(bad, span, {after(last), now.at - kTick, {last.seq, now.seq}});
            last = now;
        }
        add(bad, span, {after(last), span.to, {last.seq}});
    }
    return joined(std::move(bad));
}

}  // namespace banc
