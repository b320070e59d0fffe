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
    std::optional<std::size_t> lost_byte;  // of what is written, this byte never arrives
    bool late = false;                     // an answer comes with the next exchange's, in its place
    std::optional<std::uint8_t> noise;     // every byte of a reply is this one
    std::optional<int> mute_after;         // after this many writes: takes them, never answers
    bool stalls = false;                   // refuses every request
    bool busy = false;                     // another program holds it
    bool pulled_in_mid_command = false;    // the next write arrives, then the cable is out
    int finger = 0;                        // this relay is let go by hand as another moves
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
    Result<void> reachable();
    Result<Bytes> deliver(const Exchange& exchange, Bytes reply);

    std::unique_ptr<BoardEmulator> board_;
    int exchanges_ = 0;
    int writes_ = 0;
    Bytes kept_;  // an answer that is late
};

}  // namespace banc
