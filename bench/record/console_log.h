// SPDX-License-Identifier: EUPL-1.2
// What one console sent, on disk: the bytes as they were read, and an index that says when
// (bench/record/FORMAT.md). Both only grow.
#pragma once

#include <cstdint>
#include <string>

#include "bench/core/bytes.h"
#include "bench/core/error.h"
#include "bench/core/time.h"
#include "drivers/transport/file_descriptor.h"

namespace banc {

// A block of the journal at line rate is 11 kB; one that pours fills this ten times a second.
inline constexpr std::size_t kLogBlockBytes = 64 * 1024;
inline constexpr std::size_t kLogBlockChunks = 1024;  // about 16 bytes of index each

class ConsoleLog {
public:
    // <folder>/<name>.raw and <name>.index; what an earlier run left is continued.
    static Result<ConsoleLog> open(const std::string& folder, const std::string& name);

    // Kept in memory until flush(), which it calls itself when a block is full.
    Result<void> add(ByteView bytes, Instant at);
    Result<void> flush();
    // The console is gone, or back: bytes in between are lost.
    Result<void> note(std::string_view what, Instant at);
    [[nodiscard]] std::uint64_t size() const { return size_ + block_.size(); }

private:
    ConsoleLog(FileDescriptor raw, FileDescriptor index, std::uint64_t size);

    FileDescriptor raw_;
    FileDescriptor index_;
    std::uint64_t size_;  // of the raw file
    Bytes block_;
    std::string chunks_;  // bytes, microseconds since from_: of each chunk in block_
    std::size_t chunk_count_ = 0;
    Instant from_;
    Instant to_;
};

}  // namespace banc
