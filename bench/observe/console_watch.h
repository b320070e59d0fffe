// SPDX-License-Identifier: EUPL-1.2
// One console, always read: raw bytes go to the journal in blocks, clean lines become facts, and a
// screen is kept for whoever types. What the bench itself causes is never a candidate's fact.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bench/journal/logbook.h"
#include "bench/scenario/bench_config.h"
#include "bench/scenario/scenario.h"
#include "drivers/console/line_scanner.h"
#include "drivers/console/screen.h"
#include "drivers/transport/transport.h"

namespace banc {

class ConsoleWatch {
public:
    // A fact of the scenario was seen and is in the journal, with its number.
    using Seen = std::function<void(const std::string& fact, std::uint64_t seq)>;

    ConsoleWatch(Loop& loop, Logbook& logbook, const ConsoleConfig& config, ByteLine& line);

    // The event facts of this console. Fails on a pattern RE2 refuses.
    Result<void> watch(const Scenario& scenario, Seen seen);

    [[nodiscard]] Screen& screen() { return screen_; }
    [[nodiscard]] const ConsoleConfig& config() const { return config_; }
    // nullopt: this bench has no power LED wired.
    [[nodiscard]] std::optional<bool> powered() const;
    // Called when the power LED changes.
    void on_power(std::function<void()> call) { power_changed_ = std::move(call); }
    // Whether a modem line ("dsr", "dcd", "cts", "ri") is asserted; nullopt while the port is gone
    // or the cable is out at the PC's end, where that is wired: then nobody knows.
    [[nodiscard]] std::optional<bool> asserted(const std::string& wire) const;
    // Called when one of them, or what is known of them, may have changed.
    void on_inputs(std::function<void()> call) { inputs_changed_.push_back(std::move(call)); }

    // Between the two, what the PC prints answers the bench and is attributed to it. `who` types:
    // "inject", "reset".
    void begin_bench_turn(std::string who) { turn_of_ = std::move(who); }
    void end_bench_turn() { turn_of_.reset(); }
    // The only way to write on the console: the journal tells who did and how much, never what.
    Result<void> type(ByteView keys);
    Result<void> send_break(Nanos span);

    // Journals the raw bytes that wait, and who used the port. Called by the exam about once a
    // second.
    Task<Result<void>> flush();
    // The interval since the last call, if all of it was seen: the line was up, its carrier (where
    // one is wired) never fell, and no fact was left out.
    std::optional<std::pair<Nanos, Nanos>> take_alive();
    // Facts left out since the last call, by fact: a PC that floods the console must not fill the
    // journal.
    std::map<std::string, int> take_left_out() { return std::exchange(left_out_, {}); }

private:
    // What was written in one turn since the last flush.
    struct Use {
        std::string who;
        Instant from;
        Instant to;
        std::size_t bytes = 0;
        int breaks = 0;
    };
    void arrived(ByteView bytes, Instant at);
    void note_port(std::string_view state, Instant at, const Text& why);
    void gone(Error why, Instant at);
    void back(Instant at);
    Use& use();
    Task<Result<void>> flush_port();
    void found(std::size_t pattern, const ConsoleLine& line);
    Task<void> record(std::string fact, Json body);
    bool within_rate(std::size_t pattern, Nanos at);
    void signals();
    void tell_inputs() const;
    [[nodiscard]] std::optional<bool> input(const std::string& wired) const;

    Loop& loop_;
    Logbook& logbook_;
    const ConsoleConfig& config_;
    ByteLine& line_;
    Screen screen_;
    std::optional<PatternSet> patterns_;
    std::optional<LineScanner> scanner_;  // after patterns_, which it uses
    std::vector<std::string> facts_;      // by pattern number
    Seen seen_;
    std::function<void()> power_changed_;
    std::vector<std::function<void()>> inputs_changed_;
    std::optional<bool> was_powered_;
    std::optional<std::string> turn_of_;
    bool seen_all_ = true;  // since the last take_alive()
    // The second of the clock at hand, and how often each pattern's fact came in it.
    std::chrono::seconds second_{0};
    std::vector<int> this_second_;
    std::map<std::string, int> left_out_;
    ConsoleBlock waiting_;
    std::vector<Json> ports_;  // records of kind `port` that wait for the next flush
    std::optional<Use> use_;
    Nanos alive_from_{0};
    void forget_written();
    std::vector<std::unique_ptr<Running>> writing_;  // facts on their way to the disk
};

using ConsoleWatches = std::map<std::string, std::unique_ptr<ConsoleWatch>>;

}  // namespace banc
