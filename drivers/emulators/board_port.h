// SPDX-License-Identifier: EUPL-1.2
// An emulated board behind a byte stream: the server's half of a `board-<name>` socket
// (bench/virtual/PROTOCOL.md). One per connection; only one of them holds the board at a time.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

// Who holds a board, as a kernel counts it: per open file. An interface claimed on USB or a serial
// port opened exclusively is refused to everybody else, until that file is closed.
class BoardClaim {
public:
    using File = std::uint64_t;
    // A new open file; it holds the board if nobody does.
    File open() {
        const File file = ++last_;
        take(file);
        return file;
    }
    // False: another file holds it.
    bool take(File file) {
        if (holder_ == 0) holder_ = file;
        return holder_ == file;
    }
    void close(File file) {
        if (holder_ == file) holder_ = 0;
    }

private:
    File last_ = 0;
    File holder_ = 0;
};

class BoardPort {
public:
    // Null: the board has been pulled out, every request is answered "gone". Not owned.
    explicit BoardPort(BoardEmulator* board) : board_(board) {}
    // The same, of a board that is claimed: without the claim every request is answered "busy".
    // Whoever closes the connection closes `file`.
    BoardPort(BoardEmulator* board, BoardClaim& claim, BoardClaim::File file)
        : board_(board), claim_(&claim), file_(file) {}

    // Takes bytes as they come, cut anywhere; returns the answers they complete (may be empty).
    Bytes receive(ByteView bytes);

    void unplug() { board_ = nullptr; }

private:
    [[nodiscard]] std::size_t request_size() const;
    Bytes answer(ByteView request);

    BoardEmulator* board_;
    BoardClaim* claim_ = nullptr;
    BoardClaim::File file_ = 0;
    Bytes partial_;  // one unfinished request: at most 3 + 255 bytes
};

}  // namespace banc
