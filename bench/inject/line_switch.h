// SPDX-License-Identifier: EUPL-1.2
// Lines by name: "pc.disk0.power to its fault position" becomes a coil of a board. A released coil
// is healthy wiring, so the fault is the energised one.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "bench/core/turn.h"
#include "bench/scenario/bench_config.h"
#include "drivers/relay/relay_board.h"

namespace banc {

enum class Position { healthy, fault };
std::string_view word(Position position);

using Boards = std::map<std::string, std::unique_ptr<RelayBoard>>;

class LineSwitch {
public:
    LineSwitch(Loop& loop, const BenchConfig& config, Boards& boards)
        : loop_(loop), config_(config), boards_(boards), turn_(loop) {}

    // Waits for the line's minimum gap, then switches and compares with the register. Refused for a
    // line that energises a PC: that is a person's act.
    Task<Result<Confirmed>> set(std::string line, Position wanted);
    // Every board of the bench to rest, also one that can't be read first; a contact that feeds a
    // PC stays as it is. Answers the first error.
    Task<Result<void>> release_all();
    // Asks the board. Never from memory.
    Task<Result<Position>> read(std::string line);

private:
    struct Contact {
        RelayBoard* board;
        RelayChannel channel;
        const LineConfig* line;
    };
    Result<Contact> find(const std::string& line) const;
    Task<Result<void>> rest(std::string name, RelayBoard& board);

    Loop& loop_;
    const BenchConfig& config_;
    Boards& boards_;
    std::map<std::string, Nanos> moved_;  // when each line last moved
    Turn turn_;  // set (write, query, compare) is never interleaved with a read
};

}  // namespace banc
