// SPDX-License-Identifier: EUPL-1.2
// A relay board: protocol + transport. Asked, acknowledged and read back are different facts.
#pragma once

#include <memory>
#include <string>

#include "drivers/relay/protocol.h"

namespace banc {

enum class Confirmed {
    by_readback,   // the register shows what was asked
    not_readable,  // sent and accepted; this board can't be asked
};

// One owner, one command at a time: set() and release_all() under way refuse another. Dropping the
// task gives the board up in whatever state it reached.
class RelayBoard {
public:
    RelayBoard(std::string name, const RelayProtocol& protocol, int channels,
               std::unique_ptr<BoardTransport> transport);

    // Sends, queries, compares. A register that does not follow is an error, and so is any other
    // coil that moved with it.
    Task<Result<Confirmed>> set(RelayChannel channel, Coil wanted);
    // Never answered from memory. Errc::refused when the board can't be asked.
    Task<Result<Coils>> read();
    // One coil to rest, written before anything is read, then looked at.
    Task<Result<Confirmed>> release(RelayChannel channel);
    // Everything to rest, and read back. Written before anything is read: a board that only answers
    // nonsense is still told to let go.
    Task<Result<Confirmed>> release_all();

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] int channels() const { return channels_; }

private:
    Task<Result<void>> send(Exchange command);
    Task<Result<Coils>> expected(RelayChannel channel, Coil wanted);
    Task<Result<Confirmed>> confirm(Coils wanted, unsigned asked);
    tl::unexpected<Error> broken(Error error) const;

    std::string name_;
    const RelayProtocol& protocol_;
    int channels_;
    std::unique_ptr<BoardTransport> transport_;
    bool busy_ = false;
};

}  // namespace banc
