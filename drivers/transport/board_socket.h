// SPDX-License-Identifier: EUPL-1.2
// The emulated board of a `banc virtual`, reached through its socket: the same conversation as on
// USB, in the bytes of board_wire.h.
#pragma once

#include <deque>
#include <memory>
#include <optional>

#include "drivers/transport/transport.h"
#include "drivers/transport/unix_socket.h"

class QSocketNotifier;

namespace banc {

class BoardSocket final : public BoardTransport {
public:
    static Result<std::unique_ptr<BoardSocket>> connect(Loop& loop, const std::string& path);
    ~BoardSocket() override;

    // `deadline`: time allowed for each report, from the moment it is sent. A late answer to an
    // exchange that gave up is thrown away, never taken for the next one's.
    Task<Result<Bytes>> exchange(Exchange exchange, Nanos deadline) override;

private:
    using Reply = Answer<Result<Bytes>>;

    BoardSocket(Loop& loop, FileDescriptor fd);
    Task<Result<Bytes>> ask(Bytes request, Nanos deadline);
    Result<void> send(ByteView request);
    void receive();
    bool take_reply();
    void lose(Error why);

    Loop& loop_;
    FileDescriptor fd_;
    Bytes unread_;                       // less than one answer: at most 2 + 255 bytes
    std::deque<Reply::Resolver> asked_;  // in the order of the requests
    std::optional<Error> lost_;
    std::unique_ptr<QSocketNotifier> readable_;  // after fd_: stops watching before it closes
};

}  // namespace banc
