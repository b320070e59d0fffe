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

// One owner, one command at a time: a command under way refuses another. Dropping the task gives
// the board up in whatever state it reached.
class RelayBoard {
public:
    RelayBoard(std::string name, const RelayProtocol& protocol, BoardFacts facts,
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
    // The board's own serial number, "" when it carries none. Asking switches nothing.
    Task<Result<std::string>> serial();
    // Its power-on state to rest, its own timers cleared, for good. What the board can't do is not
    // sent: then this succeeds and does nothing.
    Task<Result<void>> adopt();
    // Energises one contact for `length`, counted by the board itself; answers once it is taken.
    // Errc::refused when the board can't count, or not that far.
    Task<Result<Confirmed>> pulse(RelayChannel channel, Nanos length);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] int channels() const { return facts_.channels; }
    [[nodiscard]] bool readable() const { return protocol_.query != nullptr; }

private:
    // Asks once per frame; the replies in order.
    Task<Result<std::vector<Bytes>>> ask(Frames frames);
    // The same for frames that may be acknowledged.
    Task<Result<void>> command(Frames frames);
    Task<Result<void>> begin();
    Task<Result<void>> start();
    Task<Result<void>> let_go_unstarted();
    Task<Result<Coils>> standing();
    Task<Result<Coils>> look();
    Task<Result<Confirmed>> confirm(Coils wanted, unsigned asked);
    Result<void> has(RelayChannel channel) const;
    tl::unexpected<Error> broken(Error error) const;
    tl::unexpected<Error> unmoved(unsigned bits) const;

    std::string name_;
    const RelayProtocol& protocol_;
    BoardFacts facts_;
    std::unique_ptr<BoardTransport> transport_;
    std::optional<Coils> commanded_;  // of a board that can't be asked; unknown until it was told
    // spent: a start that must not be repeated was sent and not answered. wrong: answered wrongly.
    enum class Start { due, done, spent, wrong };
    Start start_ = Start::due;
    bool busy_ = false;
};

}  // namespace banc
