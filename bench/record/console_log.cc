// SPDX-License-Identifier: EUPL-1.2
#include "bench/record/console_log.h"

#include <fcntl.h>
#include <fmt/ranges.h>
#include <sys/file.h>

#include <cerrno>

#include "bench/core/causes.h"
#include "bench/journal/crypto.h"

namespace banc {
namespace {

tl::unexpected<Error> refused(const std::string& path) {
    const int why = errno;
    return fail(Errc::environment, because(why, {path, path}),
                text("vérifiez la place et les droits", "check free space and permissions"));
}

tl::unexpected<Error> held(const std::string& path) {
    return fail(Errc::environment,
                text("{} : un autre banc record y écrit", "{}: another banc record writes to it",
                     path),
                text("arrêtez-le, ou donnez un autre nom : autre=/dev/…",
                     "end that one, or give another name: other=/dev/…"));
}

tl::unexpected<Error> strangers(const std::string& path) {
    Error error{Errc::corrupt,
                text("cet index et son .raw ne vont pas ensemble",
                     "this index and its .raw do not belong together"),
                text("donnez un autre dossier à --log, ou un autre nom : autre=/dev/…",
                     "give --log another folder, or another name: other=/dev/…"),
                {path, 0, 0}};
    return tl::unexpected<Error>(std::move(error));
}

Result<void> write_all(const std::string& path, int file, ByteView bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) return refused(path);
        if (written > 0) bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

}  // namespace

Result<ConsoleLog> ConsoleLog::open(const std::string& folder, const std::string& name) {
    auto raw = open_file(folder + "/" + name + ".raw");
    if (!raw) return tl::unexpected<Error>(std::move(raw.error()));
    auto index = open_file(folder + "/" + name + ".index");
    if (!index) return tl::unexpected<Error>(std::move(index.error()));
    const auto before = left_off({index->fd.get(), index->size}, {raw->fd.get(), raw->size});
    if (!before) return strangers(index->path);
    return ConsoleLog(std::move(*raw), std::move(*index), *before);
}

// The index first: a crash in between leaves bytes without their line, as any other does.
Result<void> ConsoleLog::begin(Instant at) {
    std::string losses;
    if (raw_.size > before_.raw) losses = fmt::format(R"("cut":{},)", raw_.size - before_.raw);
    if (before_.spoken > raw_.size)
        losses += fmt::format(R"("lost":{},)", before_.spoken - raw_.size);
    raw_.size = before_.raw;
    index_.size = before_.index;
    for (const auto* file : {&index_, &raw_})
        if (auto done = cut(*file); !done) return done;
    return write_note("opened", at, losses);
}

// The lock goes with the descriptor, however its holder ends.
Result<ConsoleLog::File> ConsoleLog::open_file(const std::string& path) {
    File file{path,
              FileDescriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600))};
    if (file.fd.get() < 0) return refused(path);
    if (::flock(file.fd.get(), LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? held(path) : refused(path);
    const auto size = lseek(file.fd.get(), 0, SEEK_END);
    if (size < 0) return refused(path);
    file.size = static_cast<std::uint64_t>(size);
    return file;
}

Result<void> ConsoleLog::cut(const File& file) {
    if (::ftruncate(file.fd.get(), static_cast<off_t>(file.size)) != 0) return refused(file.path);
    return {};
}

// What a full disk took is taken back: the next block goes there. If that fails too, the next run
// does it.
Result<void> ConsoleLog::append(File& file, ByteView bytes) {
    auto written = write_all(file.path, file.fd.get(), bytes);
    if (written)
        file.size += bytes.size();
    else
        (void)cut(file);
    return written;
}

Result<void> ConsoleLog::add(ByteView bytes, Instant at) {
    block_.add(bytes, at);
    return block_.full() ? flush() : Result<void>{};
}

// The bytes first: an index line speaks of bytes that are there.
Result<void> ConsoleLog::flush() {
    if (block_.bytes.empty()) return {};
    const auto offset = raw_.size;
    auto written = append(raw_, block_.bytes);
    if (!written) return written;
    const auto line =
        fmt::format(R"({{"offset":{},"length":{},"hash":"{}","from_ns":{},"to_ns":{},)"
                    R"("wall_ns":{},"chunks":[{}]}})"
                    "\n",
                    offset, block_.bytes.size(), hex(hash_of(block_.bytes)),
                    block_.from.since_boot.count(), block_.to.since_boot.count(),
                    block_.from.wall.unix_ns, fmt::join(block_.chunks, ","));
    written = append(index_, view(line));
    if (!written) {
        raw_.size = offset;
        (void)cut(raw_);
        return written;
    }
    block_.bytes.clear();
    block_.chunks.clear();
    return {};
}

Result<void> ConsoleLog::note(std::string_view what, Instant at) {
    auto flushed = flush();
    if (!flushed) return flushed;
    return write_note(what, at, "");
}

Result<void> ConsoleLog::write_note(std::string_view what, Instant at, std::string_view more) {
    const auto line = fmt::format(R"({{"offset":{},"note":"{}",{}"from_ns":{},"wall_ns":{}}})"
                                  "\n",
                                  raw_.size, what, more, at.since_boot.count(), at.wall.unix_ns);
    return append(index_, view(line));
}

}  // namespace banc
