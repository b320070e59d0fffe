// SPDX-License-Identifier: EUPL-1.2
#include "bench/record/console_log.h"

#include <fcntl.h>

#include <array>
#include <cerrno>
#include <charconv>
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

void append(std::string& out, std::uint64_t number) {
    std::array<char, 20> digits;
    out.append(digits.data(), std::to_chars(digits.begin(), digits.end(), number).ptr);
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
    if (block_.empty()) from_ = at;
    to_ = at;
    block_.insert(block_.end(), bytes.begin(), bytes.end());
    if (!chunks_.empty()) chunks_ += ',';
    append(chunks_, bytes.size());
    chunks_ += ',';
    append(chunks_, static_cast<std::uint64_t>((at.since_boot - from_.since_boot).count()) / 1000);
    const bool full = block_.size() >= kLogBlockBytes || ++chunk_count_ == kLogBlockChunks;
    return full ? flush() : Result<void>{};
}

// The bytes first: an index line speaks of bytes that are there.
Result<void> ConsoleLog::flush() {
    if (block_.empty()) return {};
    auto written = write_all(raw_.get(), block_);
    if (!written) return written;
    const auto line =
        fmt::format(R"({{"offset":{},"length":{},"hash":"{}","from_ns":{},"to_ns":{},)"
                    R"("wall_ns":{},"chunks":[{}]}})"
                    "\n",
                    size_, block_.size(), hex(hash_of(block_)), from_.since_boot.count(),
                    to_.since_boot.count(), from_.wall.unix_ns, chunks_);
    size_ += block_.size();
    block_.clear();
    chunks_.clear();
    chunk_count_ = 0;
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
