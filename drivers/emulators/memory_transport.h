// SPDX-License-Identifier: EUPL-1.2
// A cable to an emulated board, in memory, and what can go wrong on it. No time passes here: what
// would end in a deadline ends at once.
#pragma once

#include <memory>
#include <optional>

#include "drivers/emulators/emulator.h"
#include "drivers/transport/transport.h"

namespace banc {

// From now on, until changed.
struct Mishaps {
    bool unplugged = false;
    bool mute = false;                     // takes the request and never answers: a timeout
    int bus_errors = 0;                    // this many next exchanges end in a bus error
    std::optional<std::size_t> reply_cut;  // replies stop after this many bytes
    int finger = 0;                        // this relay is let go by hand after each write
};

class MemoryTransport final : public BoardTransport {
public:
    explicit MemoryTransport(std::unique_ptr<BoardEmulator> board) : board_(std::move(board)) {}
    Task<Result<Bytes>> exchange(Exchange exchange, Nanos deadline) override;

    [[nodiscard]] BoardEmulator& board() { return *board_; }
    [[nodiscard]] int exchanges() const { return exchanges_; }
    Mishaps mishaps;

private:
    Result<Bytes> converse(const Exchange& exchange);
    Result<Bytes> write(const Exchange& exchange);

    std::unique_ptr<BoardEmulator> board_;
    int exchanges_ = 0;
};

}  // namespace banc
