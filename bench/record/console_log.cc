// SPDX-License-Identifier: EUPL-1.2
#include "bench/record/console_log.h"

#include <fcntl.h>
#include <fmt/ranges.h>
#include <sys/file.h>

#include <cerrno>
#include <optional>

#include "bench/core/causes.h"
#include "bench/core/json.h"
#include "bench/journal/crypto.h"

namespace banc {
namespace {

constexpr std::uint64_t kTail = 64 * 1024;          // two lines of an index, the longest there are
constexpr std::uint64_t kCutMax = 4 * kBlockBytes;  // more than one block: no crash of ours

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
                text("donnez un autre dossier à --log", "give --log another folder"),
                {path, 0, 0}};
    return tl::unexpected<Error>(std::move(error));
}

// What counts of an index: it ends with its last whole line, which speaks of the last bytes.
struct Counts {
    std::uint64_t index = 0;
    std::uint64_t raw = 0;
};

std::optional<std::uint64_t> bytes_spoken_of(std::string_view line) {
    const auto entry = parse_json(line);
    if (!entry || !entry->is_object()) return {};
    const auto offset = entry->find("offset");
    if (offset == entry->end() || !offset->is_number_unsigned()) return {};
    const auto length = entry->find("length");
    if (length == entry->end()) return offset->get<std::uint64_t>();  // a note
    if (!length->is_number_unsigned()) return {};
    return offset->get<std::uint64_t>() + length->get<std::uint64_t>();
}

std::optional<Counts> counts_of(int index, std::uint64_t size) {
    std::string tail(std::min(size, kTail), '\0');
    const auto before = size - tail.size();
    if (::pread(index, tail.data(), tail.size(), static_cast<off_t>(before)) != std::ssize(tail))
        return {};
    const auto end = tail.rfind('\n') + 1;
    if (end == 0) return before == 0 ? std::optional(Counts{}) : std::nullopt;
    const auto begin = end == 1 ? 0 : tail.rfind('\n', end - 2) + 1;
    const auto raw = bytes_spoken_of(std::string_view(tail).substr(begin, end - begin));
    if (!raw) return {};
    return Counts{before + end, *raw};
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

Result<ConsoleLog> ConsoleLog::open(const std::string& folder, const std::string& name,
                                    Instant at) {
    auto raw = open_file(folder + "/" + name + ".raw");
    if (!raw) return tl::unexpected<Error>(std::move(raw.error()));
    auto index = open_file(folder + "/" + name + ".index");
    if (!index) return tl::unexpected<Error>(std::move(index.error()));
    const auto counts = counts_of(index->fd.get(), index->size);
    const bool ours = counts && counts->raw <= raw->size && raw->size - counts->raw <= kCutMax &&
                      (counts->index > 0 || raw->size == 0);
    if (!ours) return strangers(index->path);
    const auto lost = raw->size - counts->raw;
    raw->size = counts->raw;
    index->size = counts->index;
    for (const auto* file : {&*index, &*raw})
        if (auto done = cut(*file); !done) return tl::unexpected<Error>(std::move(done.error()));
    ConsoleLog log(std::move(*raw), std::move(*index));
    const auto cut_here = lost == 0 ? "" : fmt::format(R"("cut":{},)", lost);
    if (auto noted = log.write_note("opened", at, cut_here); !noted)
        return tl::unexpected<Error>(std::move(noted.error()));
    return log;
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
