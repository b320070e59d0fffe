// SPDX-License-Identifier: EUPL-1.2
// What a line of the bench is switched by, whatever the box: contacts numbered from 1, at rest when
// the wiring is healthy. Asked, acknowledged and read back are different facts.
#pragma once

#include <string>

#include "drivers/relay/protocol.h"

namespace banc {

enum class Confirmed {
    by_readback,   // the register shows what was asked
    not_readable,  // sent and accepted; this board can't be asked
};

// One owner, one command at a time: a command under way refuses another. Dropping the task gives
// the board up in whatever state it reached. Errc::disconnected: the board is gone for good, only
// opening it again helps.
class ContactBoard {
public:
    virtual ~ContactBoard() = default;

    // Sends, queries, compares. A register that does not follow is an error, and so is any other
    // contact that moved with it.
    virtual Task<Result<Confirmed>> set(RelayChannel channel, Coil wanted) = 0;
    // Never answered from memory. Errc::refused when the board can't be asked.
    virtual Task<Result<Coils>> read() = 0;
    // One contact to rest, written before anything is read, then looked at.
    virtual Task<Result<Confirmed>> release(RelayChannel channel) = 0;
    // Everything to rest, and read back. Written before anything is read: a board that only answers
    // nonsense is still told to let go.
    virtual Task<Result<Confirmed>> release_all() = 0;
    // Energises one contact for `length`, counted by the board itself; answers once it is taken.
    // Errc::refused beyond longest_pulse().
    virtual Task<Result<Confirmed>> pulse(RelayChannel channel, Nanos length) = 0;
    // Its power-on state to rest, its own timers cleared, for good. What the board can't do is not
    // sent: then this succeeds and does nothing.
    virtual Task<Result<void>> adopt() = 0;

    [[nodiscard]] virtual const std::string& name() const = 0;
    [[nodiscard]] virtual int channels() const = 0;
    [[nodiscard]] virtual bool readable() const = 0;
    // A second identification without a power cut is an order to it, and moves contacts.
    [[nodiscard]] virtual bool starts_once() const { return false; }
    // 0: the board can't count.
    [[nodiscard]] virtual Nanos longest_pulse() const = 0;
};

}  // namespace banc
