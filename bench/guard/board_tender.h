// SPDX-License-Identifier: EUPL-1.2
// One board whose daemon is gone: claimed as soon as it can be, its lines put to rest when each is
// due, and every attempt written down. Boards are tended side by side: one that hangs delays none.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/guard/guard_log.h"
#include "bench/inject/commissioning.h"
#include "bench/inject/line_switch.h"

namespace banc {

// What tending acts through. All of it outlives the tenders.
struct GuardMeans {
    Loop& loop;
    GuardLog& log;
    // Opens a board of the bench file. Errc::refused: another program holds it.
    std::function<Task<Result<std::unique_ptr<ContactBoard>>>(BoardConfig)> claim;
    // What each board does when USB is lost.
    Commissioning seen{};
};

// A line that was in when its daemon went.
struct Ward {
    const LineConfig* line = nullptr;
    Nanos due{0};              // since boot: rest it then
    std::uint64_t intent = 0;  // its number in the log, once it was written
    std::string failure{};     // the one last written: the same again is not news
    bool quarantined = false;  // said so: a person has to look
};

class BoardTender {
public:
    // `changed` is called through the loop, after each act and when nothing is left to do.
    BoardTender(const GuardMeans& by, const BenchConfig& bench, const BoardConfig& board,
                std::vector<Ward> wards);
    void start(std::function<void()> changed);

    // Between an intent and its outcome: must not be dropped now.
    [[nodiscard]] bool acting() const { return acting_; }
    [[nodiscard]] bool over() const { return over_; }
    // Still in.
    [[nodiscard]] const std::vector<Ward>& wards() const { return wards_; }

private:
    enum class How { whole_board, each_contact };

    Task<void> tend();
    Task<bool> claim();
    Task<bool> rest_due();
    Task<void> act(How how);
    Task<void> rest_one(std::size_t ward);
    [[nodiscard]] How how() const;
    [[nodiscard]] bool due(const Ward& ward) const;
    void intend(How how);
    void note(Ward& ward, const Result<Confirmed>& outcome);
    void quarantine(std::string_view why);
    void give_up();
    void tell();

    const GuardMeans& by_;
    const BenchConfig& bench_;
    const BoardConfig& config_;
    std::vector<Ward> wards_;
    std::vector<std::string> rested_;  // by the act under way
    std::unique_ptr<ContactBoard> board_;
    std::string refusal_;            // why it could not be claimed, as last written
    std::optional<Nanos> troubled_;  // since when nothing has worked
    bool acting_ = false;
    bool over_ = false;
    std::function<void()> changed_;
    TimerPtr told_;
    std::optional<Running> tending_;  // last: stops before what it uses goes
};

}  // namespace banc
