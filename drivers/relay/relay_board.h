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

class RelayBoard {
public:
    RelayBoard(std::string name, const RelayProtocol& protocol, int channels,
               std::unique_ptr<BoardTransport> transport);

    // Sends, queries, compares. A register that does not follow is an error, and so is any other
    // coil that moved with it.
    Task<Result<Confirmed>> set(RelayChannel channel, Coil wanted);
    // Never answered from memory. Errc::refused when the board can't be asked.
    Task<Result<Coils>> read();
    // Everything to rest, and read back.
    Task<Result<Confirmed>> release_all();

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] int channels() const { return channels_; }

private:
    std::string name_;
    const RelayProtocol& protocol_;
    int channels_;
    std::unique_ptr<BoardTransport> transport_;
};

}  // namespace banc
