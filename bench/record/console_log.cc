// SPDX-License-Identifier: EUPL-1.2
#include "bench/record/console_log.h"

#include <fcntl.h>
#include <fmt/ranges.h>

#include <cerrno>
#include <system_error>

#include "bench/journal/crypto.h"

namespace banc {
namespace {

tl::unexpected<Error> refused(const Text& what) {
    const auto why = std::generic_category().message(errno);
    return fail(Errc::environment, {what.fr + " : " + why, what.en + ": " + why},
                text("vérifiez la place et les droits", "check free space and permissions"));
}

Result<FileDescriptor> open_to_grow(const std::string& path) {
    FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    if (file.get() < 0) return refused({path, path});
    return file;
}

Result<void> write_all(int file, ByteView bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            return refused({"octets de console perdus", "console bytes lost"});
        if (written > 0) bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

}  // namespace

ConsoleLog::ConsoleLog(FileDescriptor raw, FileDescriptor index, std::uint64_t size)
    : raw_(std::move(raw)), index_(std::move(index)), size_(size) {}

Result<ConsoleLog> ConsoleLog::open(const std::string& folder, const std::string& name) {
    auto raw = open_to_grow(folder + "/" + name + ".raw");
    if (!raw) return tl::unexpected<Error>(std::move(raw.error()));
    auto index = open_to_grow(folder + "/" + name + ".index");
    if (!index) return tl::unexpected<Error>(std::move(index.error()));
    const auto size = lseek(raw->get(), 0, SEEK_END);
    if (size < 0) return refused({folder, folder});
    return ConsoleLog(std::move(*raw), std::move(*index), static_cast<std::uint64_t>(size));
}

Result<void> ConsoleLog::add(ByteView bytes, Instant at) {
    block_.add(bytes, at);
    return block_.full() ? flush() : Result<void>{};
}

// The bytes first: an index line speaks of bytes that are there.
Result<void> ConsoleLog::flush() {
    if (block_.bytes.empty()) return {};
    auto written = write_all(raw_.get(), block_.bytes);
    if (!written) return written;
    const auto line =
        fmt::format(R"({{"offset":{},"length":{},"hash":"{}","from_ns":{},"to_ns":{},)"
                    R"("wall_ns":{},"chunks":[{}]}})"
                    "\n",
                    size_, block_.bytes.size(), hex(hash_of(block_.bytes)),
                    block_.from.since_boot.count(), block_.to.since_boot.count(),
                    block_.from.wall.unix_ns, fmt::join(block_.chunks, ","));
    size_ += block_.bytes.size();
    block_.bytes.clear();
    block_.chunks.clear();
    return write_all(index_.get(), view(line));
}

Result<void> ConsoleLog::note(std::string_view what, Instant at) {
    auto flushed = flush();
    if (!flushed) return flushed;
    const auto line = fmt::format(R"({{"offset":{},"note":"{}","from_ns":{},"wall_ns":{}}})"
                                  "\n",
                                  size_, what, at.since_boot.count(), at.wall.unix_ns);
    return write_all(index_.get(), view(line));
}

}  // namespace banc
