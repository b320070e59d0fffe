// SPDX-License-Identifier: EUPL-1.2
#include "bench/guard/guard.h"

#include <algorithm>
#include <utility>

namespace banc {
namespace {

using namespace std::chrono_literals;

// Silence is counted in turns of our own loop, not in time: after a suspend, or when the whole PC
// stood still, the daemon gets as many turns as we did.
constexpr Nanos kTick = 500ms;
constexpr int kSilentTicks = 10;   // 5 s: five heartbeats
constexpr int kGoodbyeTicks = 40;  // 20 s: it waits for its children to end
constexpr int kStubbornTicks = 4;  // SIGKILL takes milliseconds where the kernel can do it

}  // namespace

std::string_view word(GuardEnd end) {
    switch (end) {
        case GuardEnd::goodbye: return "goodbye";
        case GuardEnd::nothing_in: return "nothing-in";
        case GuardEnd::done: return "done";
        case GuardEnd::quarantined: return "quarantined";
    }
    return "";
}

Guard::Guard(GuardMeans means, const BenchConfig& bench, Ways ways)
    : by_(std::move(means)), bench_(bench), ways_(std::move(ways)) {
    tick_ = by_.loop.after(kTick, [this] { tick(); });
}

void Guard::beat() {
    if (daemon_ == DaemonLife::beating) missed_ = 0;
}

Result<void> Guard::said(const std::string& line, Position to) {
    if (bench_.line(line) == nullptr)
        return fail(Errc::invalid, text("ligne inconnue « {} »", "unknown line \"{}\"", line));
    if (to == Position::fault)
        in_.insert(line);
    else
        in_.erase(line);
    return {};
}

void Guard::goodbye() {
    parting_ = Parting::goodbye;
    missed_ = 0;
    if (in_.empty()) end(GuardEnd::goodbye);
}

void Guard::tick() {
    ++missed_;
    const int most = parting_ == Parting::goodbye ? kGoodbyeTicks : kSilentTicks;
    if (daemon_ == DaemonLife::beating && missed_ >= most) set_daemon(DaemonLife::silent);
    if (daemon_ == DaemonLife::killed && missed_ >= kStubbornTicks)
        set_daemon(DaemonLife::unkillable);
    tick_ = by_.loop.after(kTick, [this] { tick(); });
}

// Also of a daemon that came back and went before its welcome: the boards are tended already.
void Guard::gone() {
    awaited_ = false;
    if (step_for(daemon_) != DaemonStep::take_over) set_daemon(DaemonLife::gone);
}

void Guard::set_daemon(DaemonLife life) {
    daemon_ = life;
    missed_ = 0;
    switch (step_for(life)) {
        case DaemonStep::watch: return;
        case DaemonStep::kill: return kill();
        case DaemonStep::take_over: return take_over();
    }
}

// Before its boards are claimed: it might come round and move what we have put to rest.
void Guard::kill() {
    by_.log.append({{"what", "kill"}, {"why", "no heartbeat"}}, by_.loop.now());
    by_.log.sync();
    ways_.kill();
    set_daemon(DaemonLife::killed);
}

LineFate Guard::fate(const LineConfig& line, HoldTime hold) const {
    const auto announced = in_.contains(line.name) ? Announced::in : Announced::out;
    return fate_of({daemon_, parting_, rule_of(line), announced, hold});
}

void Guard::take_over() {
    if (in_.empty()) return end(GuardEnd::nothing_in);
    const Nanos now = by_.loop.now().since_boot;
    by_.log.append({{"what", "daemon"}, {"state", daemon_ == DaemonLife::gone ? "gone" : "hangs"}},
                   by_.loop.now());
    for (const auto& board : bench_.boards) {
        std::vector<Ward> wards;
        for (const auto& line : bench_.lines) {
            if (line.board != board.name || !in_.contains(line.name)) continue;
            const auto running = fate(line, HoldTime::running);
            if (running == LineFate::leave) leave_alone(line);
            if (running == LineFate::rest) wards.push_back({&line, now});
            if (running == LineFate::wait) wards.push_back({&line, now + line.orphan.hold});
        }
        if (wards.empty()) continue;
        tenders_.push_back(std::make_unique<BoardTender>(by_, bench_, board, std::move(wards)));
    }
    for (auto& tender : tenders_) tender->start([this] { settle(); });
    if (tenders_.empty()) end(GuardEnd::done);
}

void Guard::leave_alone(const LineConfig& line) {
    by_.log.append({{"what", "left-alone"}, {"line", line.name}, {"rule", word(rule_of(line))}},
                   by_.loop.now());
}

Result<void> Guard::back() {
    if (step_for(daemon_) != DaemonStep::take_over || awaited_ || ended_)
        return fail(Errc::refused, text("un démon vivant tient déjà cette épreuve",
                                        "a living daemon already holds this exam"));
    awaited_ = true;
    call_ = by_.loop.after(Nanos{0}, [this] { settle(); });
    return {};
}

// Through the loop: after an act, when a board needs nothing more, when a daemon is back.
void Guard::settle() {
    const auto acting = [](const auto& tender) { return tender->acting(); };
    const auto over = [](const auto& tender) { return tender->over(); };
    if (awaited_ && std::none_of(tenders_.begin(), tenders_.end(), acting)) return hand_back();
    if (!std::all_of(tenders_.begin(), tenders_.end(), over)) return;
    const bool all = std::all_of(tenders_.begin(), tenders_.end(),
                                 [](const auto& tender) { return tender->wards().empty(); });
    end(all ? GuardEnd::done : GuardEnd::quarantined);
}

void Guard::hand_back() {
    std::set<std::string, std::less<>> left;
    for (const auto& tender : tenders_)
        for (const auto& ward : tender->wards()) left.insert(ward.line->name);
    for (const auto& line : in_)
        if (bench_.line(line)->energises) left.insert(line);
    in_ = std::move(left);
    tenders_.clear();  // lets go of the boards
    awaited_ = false;
    parting_ = Parting::none;
    set_daemon(DaemonLife::beating);
    by_.log.append({{"what", "daemon"}, {"state", "back"}}, by_.loop.now());
    by_.log.sync();
    ways_.welcome({in_.begin(), in_.end()});
}

// An exam in which nothing happened leaves no trace.
void Guard::end(GuardEnd why) {
    if (std::exchange(ended_, true)) return;
    if (why == GuardEnd::done || why == GuardEnd::quarantined) {
        by_.log.append({{"what", "end"}, {"why", word(why)}}, by_.loop.now());
        by_.log.sync();
    }
    call_ = by_.loop.after(Nanos{0}, [this, why] { ways_.end(why); });
}

}  // namespace banc
