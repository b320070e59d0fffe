// SPDX-License-Identifier: EUPL-1.2
// A serial line of the virtual bench: a unix socket for the bytes and, for a console, a second one
// for the modem lines (bench/virtual/PROTOCOL.md).
#pragma once

#include <memory>
#include <optional>

#include "drivers/transport/fd_line.h"
#include "drivers/transport/unix_socket.h"

namespace banc {

class LineSocket final : public ByteLine {
public:
    // The modem lines are at `path`.signals, if anybody listens there. Errors: connect_unix's.
    static Result<std::unique_ptr<LineSocket>> open(Loop& loop, const std::string& path,
                                                    std::string name);

    void listen(Listener listener) override { line_.listen(std::move(listener)); }
    Result<void> write(ByteView bytes) override { return line_.write(bytes); }
    // Of no length: the virtual PC only knows that one came. An agent's socket has none.
    Result<void> send_break(Nanos span) override;
    [[nodiscard]] ModemSignals signals() const override { return line_.signals(); }
    [[nodiscard]] bool alive() const override { return line_.alive(); }

private:
    LineSocket(Loop& loop, FileDescriptor data, FileDescriptor modem, std::string name);
    void read_modem();

    FileDescriptor data_;
    FileDescriptor modem_;  // -1: none
    FdLine line_;           // after data_: stops watching before the descriptor closes
    std::optional<QSocketNotifier> modem_readable_;
};

}  // namespace banc
