// SPDX-License-Identifier: EUPL-1.2
// Facts as JSON lines for another program, told as soon as they are known. A reader that is slow or
// gone never makes a console wait.
#pragma once

#include <cstdint>
#include <string>

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
    explicit FactLines(int fd) : fd_(fd) {}

    void add(const ConsoleFact& fact);
    // Writes what the reader takes now, and waits for it at most `patience`.
    void send(Nanos patience = Nanos{0});
    [[nodiscard]] std::uint64_t count() const { return count_; }
    // Facts nobody will read here: more than kUnreadMax waited.
    [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

private:
    int fd_;
    std::string unread_;
    std::uint64_t count_ = 0;
    std::uint64_t dropped_ = 0;
};

}  // namespace banc
