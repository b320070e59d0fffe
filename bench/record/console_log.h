// SPDX-License-Identifier: EUPL-1.2
// What one console sent, on disk: the bytes as they were read, and an index that says when
// (bench/record/FORMAT.md). Both only grow.
#pragma once

#include <cstdint>
#include <string>

#include "bench/core/error.h"
#include "bench/journal/console_block.h"
#include "drivers/transport/file_descriptor.h"

namespace banc {

class ConsoleLog {
public:
    // <folder>/<name>.raw and <name>.index; what an earlier run left is continued.
    static Result<ConsoleLog> open(const std::string& folder, const std::string& name);

    // Kept in memory until flush(), which it calls itself when a block is full.
    Result<void> add(ByteView bytes, Instant at);
    Result<void> flush();
    // The console is gone, or back: bytes in between are lost.
    Result<void> note(std::string_view what, Instant at);
    [[nodiscard]] std::uint64_t size() const { return size_ + block_.bytes.size(); }

private:
    ConsoleLog(FileDescriptor raw, FileDescriptor index, std::uint64_t size);

    FileDescriptor raw_;
    FileDescriptor index_;
    std::uint64_t size_;  // of the raw file
    ConsoleBlock block_;
};

}  // namespace banc
