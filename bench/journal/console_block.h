// SPDX-License-Identifier: EUPL-1.2
// Bytes of a console that wait for the disk, and when each part of them was read
// (bench/record/FORMAT.md: `chunks`).
#pragma once

#include <cstdint>
#include <vector>

#include "bench/core/bytes.h"
#include "bench/core/time.h"

namespace banc {

// A second of the busiest console; one that pours fills this ten times a second.
inline constexpr std::size_t kBlockBytes = 64 * 1024;
inline constexpr std::size_t kBlockChunks = 1024;  // about ten bytes of index each

struct ConsoleBlock {
    Bytes bytes{};
    std::vector<std::uint64_t> chunks{};  // bytes, microseconds since `from`, bytes, …
    Instant from{};
    Instant to{};

    void add(ByteView more, Instant at) {
        if (bytes.empty()) from = at;
        to = at;
        bytes.insert(bytes.end(), more.begin(), more.end());
        const auto later = (at.since_boot - from.since_boot) / std::chrono::microseconds(1);
        chunks.insert(chunks.end(), {more.size(), static_cast<std::uint64_t>(later)});
    }
    // Time to write it: it may hold one part more than that, never two.
    [[nodiscard]] bool full() const {
        return bytes.size() >= kBlockBytes || chunks.size() >= 2 * kBlockChunks;
    }
};

}  // namespace banc
