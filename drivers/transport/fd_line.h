// SPDX-License-Identifier: EUPL-1.2
// A byte line over a descriptor: what serial ports and sockets have in common. It reads always,
// keeps what comes before anybody listens, and notices when the other end is gone.
#pragma once

#include <QSocketNotifier>
#include <optional>
#include <string>

#include "drivers/transport/transport.h"

namespace banc {

inline constexpr std::size_t kMaxQueued = 64 * 1024;  // to write: no bench types more at a time
inline constexpr std::size_t kMaxEarly = 64 * 1024;   // read before listen(): one whole boot

// The listener is called from the loop, never from inside listen() or write(), and must not drop
// the line while it is called. Of early bytes the newest are kept. write() refuses with
// Errc::timeout when the queue is full: the other side takes nothing any more.
class FdLine final : public ByteLine {
public:
    // `fd` is non-blocking and outlives this. `name` stands in errors.
    FdLine(Loop& loop, int fd, std::string name);

    void listen(Listener listener) override;
    Result<void> write(ByteView bytes) override;
    [[nodiscard]] ModemSignals signals() const override {
        return signals_.value_or(ModemSignals{});
    }
    [[nodiscard]] bool alive() const override { return !lost_; }

    // For the owner, who reads them elsewhere.
    void set_signals(ModemSignals signals);
    void lose(Text why);

private:
    void read_some();
    void write_some();
    void read_rest();
    void arrived(ByteView bytes);
    void keep(ByteView bytes);
    void tell_later();
    void tell();
    [[nodiscard]] bool hung_up() const;

    Loop& loop_;
    int fd_;
    std::string name_;
    Listener listener_;
    bool listening_ = false;  // the listener has been told what came before it
    std::optional<ModemSignals> signals_;
    std::optional<Error> lost_;
    Bytes early_;  // nobody has heard it yet
    Instant early_at_;
    Bytes queued_;
    TimerPtr telling_;
    QSocketNotifier readable_;
    QSocketNotifier writable_;
};

}  // namespace banc
