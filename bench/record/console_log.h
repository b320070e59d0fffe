// SPDX-License-Identifier: EUPL-1.2
// What one console sent, on disk: the bytes as they were read, and an index that says when
// (bench/record/FORMAT.md). Both only grow, and belong to one program at a time.
#pragma once

#include <cstdint>
#include <string>

#include "bench/core/error.h"
#include "bench/journal/console_block.h"
#include "bench/record/index_tail.h"
#include "drivers/transport/file_descriptor.h"

namespace banc {

class ConsoleLog {
public:
    // <folder>/<name>.raw and <name>.index, made if there are none; what is in them stays as it is.
    // Errors: environment (held by another program, cannot be written), corrupt (the two are no
    // recording, or not the same one).
    static Result<ConsoleLog> open(const std::string& folder, const std::string& name);

    // Once, before the rest: a run begins. What an earlier one left is continued, less what the two
    // files do not agree about.
    Result<void> begin(Instant at);

    // Kept in memory until flush(), which it calls itself when a block is full.
    Result<void> add(ByteView bytes, Instant at);
    // On an error both files are as they were, and the bytes still wait.
    Result<void> flush();
    // The console is gone, or back: bytes in between are lost.
    Result<void> note(std::string_view what, Instant at);
    [[nodiscard]] std::uint64_t size() const { return raw_.size + block_.bytes.size(); }

private:
    struct File {
        std::string path;
        FileDescriptor fd;
        std::uint64_t size = 0;  // of what counts
    };

    ConsoleLog(File raw, File index, const LeftOff& before)
        : raw_(std::move(raw)), index_(std::move(index)), before_(before) {}
    static Result<File> open_file(const std::string& path);
    static Result<void> append(File& file, ByteView bytes);
    static Result<void> cut(const File& file);
    Result<void> write_note(std::string_view what, Instant at, std::string_view more);

    File raw_;
    File index_;
    LeftOff before_;
    ConsoleBlock block_;
};

}  // namespace banc
