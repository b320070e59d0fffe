// SPDX-License-Identifier: EUPL-1.2
// Boards that go away in mid-exam: said in the journal, looked for once a second, and once they are
// recognised and read again each of their lines is settled (line_return.h) before anything else.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "bench/inject/commissioning.h"
#include "bench/inject/line_return.h"

namespace banc {

// Recognises the board, opens it, reads it once; Errc::disconnected while nothing like it is
// plugged in.
using OpenBoard = std::function<Task<Result<std::unique_ptr<ContactBoard>>>(BoardConfig)>;

class BoardReturn {
public:
    // All of it outlives this. Takes lines.on_gone.
    struct Means {
        Loop& loop;
        Logbook& logbook;
        LineSwitch& lines;
        const BenchConfig& config;
        OpenBoard open;
        const Commissioning& known;
    };
    explicit BoardReturn(Means means);

    // For ever; ends with the journal's error.
    Task<Error> watch();
    // One look for every board that is away. Drop watch() first. Errors are the journal's.
    Task<Result<void>> look();
    // The exam is over: from now on a fault found in goes to rest and none is put in again.
    void end_of_exam() { over_ = true; }

private:
    struct Away {
        Error why;
        Nanos since{0};  // since boot
        bool told = false;
        Text refused;       // why it was not taken back, as last told
        bool back = false;  // and its lines are still to be settled
    };
    Task<Result<void>> look_for(BoardConfig config);
    Task<Result<void>> bring_back(BoardConfig config);
    Task<Result<void>> not_back(std::string board, Text why);
    Task<Result<void>> settle(BoardConfig config, Nanos since);
    Task<Result<void>> incident(const LineConfig& line, Settled settled, Nanos since);
    Task<Result<void>> gone(std::string board, Text why);
    Task<Result<void>> tell(std::string board, std::string state, Text detail);
    Task<Result<void>> write(Json body);

    Means by_;
    LineReturn back_;
    std::map<std::string, Away> away_;
    std::optional<Answer<Done>::Resolver> gone_;  // while watch() waits
    bool over_ = false;
};

}  // namespace banc
