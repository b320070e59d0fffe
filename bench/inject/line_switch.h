// SPDX-License-Identifier: EUPL-1.2
// Lines by name: "pc.disk0.power to its fault position" becomes a coil of a board. A released coil
// is healthy wiring, so the fault is the energised one.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "bench/core/turn.h"
#include "bench/inject/line_policy.h"
#include "bench/inject/restart_table.h"
#include "bench/inject/wear.h"
#include "bench/scenario/bench_config.h"
#include "drivers/relay/contact_board.h"

namespace banc {

// A board that is away has its name here and nothing behind it.
using Boards = std::map<std::string, std::unique_ptr<ContactBoard>>;

Error no_such_line(const std::string& line);

class LineSwitch {
public:
    LineSwitch(Loop& loop, const BenchConfig& config, Boards& boards)
        : loop_(loop), config_(config), boards_(boards), turn_(loop) {}

    // The rule that forbids it now (line_policy.h), with what a person is told.
    struct Refusal {
        LineRule rule;
        Error error;
    };
    [[nodiscard]] std::optional<Refusal> forbids(const std::string& line, Position wanted) const;
    // Waits for the line's dwell and gap, then switches and compares with the register. Refused
    // where forbids() says so. A line with a max_on is pressed: where the board can count that far
    // it lets go by itself.
    Task<Result<Confirmed>> set(std::string line, Position wanted);
    // One line to rest, now: neither dwell nor gap is waited for, and it is written before anything
    // is read. Refused where forbids() says so.
    Task<Result<Confirmed>> release(std::string line);
    // Every board of the bench to rest, also one that can't be read first; a contact that feeds a
    // PC stays as it is. Answers the first error.
    Task<Result<void>> release_all();
    // Its board takes a second identification for an order (contact_board.h).
    [[nodiscard]] bool starts_once(const std::string& line) const;
    // Asks the board. Never from memory. Errc::refused: this model has no register.
    Task<Result<Position>> read(std::string line);
    // The last position its board confirmed; unknown when the last order was not.
    [[nodiscard]] JournalSays recorded(const std::string& line) const;

    // A board answered that it is gone: it is closed, and whatever is asked of its lines is
    // Errc::disconnected until somebody plugs it in.
    std::function<void(const std::string& board, const Error& why)> on_gone;
    // `board` was recognised and opened again.
    void plug_in(std::unique_ptr<ContactBoard> board);

    // A line has been in fault for its max_on: whoever journals puts it to rest, now.
    std::function<void(const std::string& line)> on_limit;
    // Where switchings are counted.
    WearBook wear;

    // Who must know what is in before it is in (the guard). An error: the line is not switched.
    std::function<Result<void>(const std::string& line)> before_fault;
    // A line that must not go in at this moment: its PC has power.
    std::function<bool(const std::string& line)> live;
    // Once the board has taken it.
    std::function<void(const std::string& line)> after_healthy;

private:
    struct Contact {
        ContactBoard* board;
        RelayChannel channel;
        const LineConfig* line;
    };
    Result<Contact> find(const std::string& line) const;
    Result<Contact> ordered(const std::string& line);
    [[nodiscard]] Nanos wait_for(const std::string& line, Position wanted) const;
    Task<Result<Confirmed>> carry_out(Contact contact, Position wanted,
                                      Task<Result<Confirmed>> order);
    void failed(const std::string& board, const Error& why);
    Task<Result<Confirmed>> move(Contact contact, Position wanted);
    Task<Result<Confirmed>> press(Contact contact, Nanos length);
    Task<Result<void>> rest(std::string name, ContactBoard& board);
    void goes_in(const LineConfig& line);
    void is_out(const std::string& line);

    Loop& loop_;
    const BenchConfig& config_;
    Boards& boards_;
    Standings standings_;
    std::map<std::string, TimerPtr, std::less<>> limits_;  // of lines in fault that must not stay
    Turn turn_;  // set (write, query, compare) is never interleaved with a read
};

}  // namespace banc
