// SPDX-License-Identifier: EUPL-1.2
// An emulated board behind a byte stream: the server's half of a `board-<name>` socket
// (bench/virtual/PROTOCOL.md). One per connection; the board may be shared by several.
#pragma once

#include "drivers/emulators/emulator.h"

namespace banc {

class BoardPort {
public:
    // Null: the board has been pulled out, every request is answered "gone". Not owned.
    explicit BoardPort(BoardEmulator* board) : board_(board) {}

    // Takes bytes as they come, cut anywhere; returns the answers they complete (may be empty).
    Bytes receive(ByteView bytes);

    void unplug() { board_ = nullptr; }

private:
    [[nodiscard]] std::size_t request_size() const;
    Bytes answer(ByteView request);

    BoardEmulator* board_;
    Bytes partial_;  // one unfinished request: at most 3 + 255 bytes
};

}  // namespace banc
