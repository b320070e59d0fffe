// SPDX-License-Identifier: EUPL-1.2
// Many descriptors read in rounds: the first byte after a silence is read at once, and then what
// came is read together, once a period. What a console server costs is its wake-ups.
#pragma once

#include <QSocketNotifier>
#include <cstddef>
#include <functional>

#include "bench/core/loop.h"
#include "drivers/transport/file_descriptor.h"

namespace banc {

// A person sees no difference, a byte waits no longer, and 115 200 baud bring 23 bytes meanwhile.
inline constexpr Nanos kRoundPeriod = std::chrono::milliseconds(2);

inline constexpr std::size_t kReadBytes = 64 * 1024;  // all that a terminal of Linux can hold

class ReadRounds {
public:
    enum class Then { rest, another };  // another: a round is wanted in a period, bytes or not
    struct Calls {
        // Descriptor number `who` has something: reads at most kReadBytes and answers how many
        // bytes it got.
        std::function<std::size_t(std::size_t who, Instant at)> read;
        // After the rounds of a turn, at most a period and a round after their bytes were read.
        std::function<Then(Instant at)> done;
    };

    // Calls back from the loop only; may be told to watch() and leave() from inside.
    ReadRounds(Loop& loop, Calls calls);

    void watch(int fd, std::size_t who);
    void leave(int fd);

private:
    struct Round {
        std::size_t ready = 0;
        std::size_t most = 0;  // bytes from one descriptor
    };
    void rounds();
    void again_after(Nanos pause);
    Round round(Instant at);
    std::size_t drain(std::size_t who, Instant at);

    Loop& loop_;
    Calls calls_;
    FileDescriptor epoll_;
    FileDescriptor timer_;
    QSocketNotifier readable_;  // the set
    QSocketNotifier due_;       // the timer
};

}  // namespace banc
