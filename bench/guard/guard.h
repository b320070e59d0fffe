// SPDX-License-Identifier: EUPL-1.2
// The guard of one exam: knows which lines are in, watches the daemon's heartbeat, and when the
// daemon is gone does what each line's `orphan` rule says (orphan_table.h).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "bench/guard/board_tender.h"
#include "bench/guard/orphan_table.h"

namespace banc {

enum class GuardEnd {
    goodbye,      // the daemon ended in order, nothing was in
    nothing_in,   // the daemon is gone, nothing was in
    done,         // what could be put to rest is at rest
    quarantined,  // a line could not be: a person has to look
};
std::string_view word(GuardEnd end);

class Guard {
public:
    // Its calls come through the loop, never from inside a call of this object's.
    struct Ways {
        std::function<void()> kill;                                    // the daemon's process
        std::function<void(const std::vector<std::string>&)> welcome;  // the lines still in
        std::function<void(GuardEnd)> end;
    };
    Guard(GuardMeans means, const BenchConfig& bench, Ways ways);

    // What the daemon says.
    void beat();
    Result<void> said(const std::string& line, Position to);
    void goodbye();
    // Its process has ended.
    void gone();
    // Another daemon for the same exam; welcomed once this guard has let go of every board. Lines
    // that wait for it stay in. Errc::refused while the first one lives.
    Result<void> back();

    [[nodiscard]] DaemonLife daemon() const { return daemon_; }
    [[nodiscard]] const std::set<std::string, std::less<>>& in() const { return in_; }

private:
    void tick();
    void set_daemon(DaemonLife life);
    void kill();
    void take_over();
    void leave_alone(const LineConfig& line);
    [[nodiscard]] LineFate fate(const LineConfig& line, HoldTime hold) const;
    void settle();
    void hand_back();
    void end(GuardEnd why);

    GuardMeans by_;
    const BenchConfig& bench_;
    Ways ways_;
    std::set<std::string, std::less<>> in_;
    DaemonLife daemon_ = DaemonLife::beating;
    Parting parting_ = Parting::none;
    int missed_ = 0;        // ticks since the last heartbeat, or since it was killed
    bool awaited_ = false;  // a new daemon waits for its welcome
    bool ended_ = false;
    std::vector<std::unique_ptr<BoardTender>> tenders_;
    TimerPtr tick_;
    TimerPtr call_;
};

}  // namespace banc
