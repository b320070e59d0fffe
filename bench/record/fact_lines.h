// SPDX-License-Identifier: EUPL-1.2
// Facts as JSON lines for another program, told as soon as they are known. A reader that is slow or
// gone never makes a console wait.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "bench/core/error.h"
#include "bench/core/time.h"

namespace banc {

// Ten thousand facts: minutes of what a bench sees.
inline constexpr std::size_t kUnreadMax = 1024 * 1024;

struct ConsoleFact {
    Instant at;
    const std::string& console;
    const std::string& pattern;
    const std::string& text;
};

class FactLines {
public:
    // Told once, why: the reader is gone, and every fact from then on is dropped.
    using Gone = std::function<void(const Error&)>;

    FactLines(int fd, Gone gone) : fd_(fd), gone_(std::move(gone)) {}

    void add(const ConsoleFact& fact);
    // Writes what the reader takes now.
    void send() { send(Nanos{0}); }
    // The end: waits for a reader that is slow, at most `patience` a page, and drops the rest.
    void finish(Nanos patience);
    [[nodiscard]] std::uint64_t count() const { return count_; }
    // Facts nobody will read here, one that was written in part among them.
    [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

private:
    void send(Nanos patience);
    void lose(int why);
    void drop_unread();

    int fd_;
    Gone gone_;
    bool lost_ = false;
    std::string unread_;
    std::uint64_t count_ = 0;
    std::uint64_t dropped_ = 0;
};

}  // namespace banc
