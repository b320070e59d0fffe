// SPDX-License-Identifier: EUPL-1.2
#include "bench/journal/exam_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "bench/journal/disk.h"

namespace banc {
namespace {

namespace fs = std::filesystem;

// An exam is some dozens of files. More than this is another kind of folder.
constexpr std::size_t kEntriesMax = 100'000;
constexpr int kDepthMax = 2;

FolderEntry::Type type_of(fs::file_type type) {
    if (type == fs::file_type::regular) return FolderEntry::Type::file;
    if (type == fs::file_type::directory) return FolderEntry::Type::folder;
    return FolderEntry::Type::other;
}

// Fills `out` from its start: short only at the end of the file. 0, or errno.
int read_at(int fd, std::uint64_t offset, Bytes& out) {
    std::size_t got = 0;
    while (got < out.size()) {
        const auto n =
            pread(fd, out.data() + got, out.size() - got, static_cast<off_t>(offset + got));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        if (n == 0) break;
        got += static_cast<std::size_t>(n);
    }
    out.resize(got);
    return 0;
}

class RealFolder : public ExamFolder {
public:
    explicit RealFolder(std::string root) : root_(std::move(root)) {}

    [[nodiscard]] Result<std::vector<FolderEntry>> list() const override {
        std::vector<FolderEntry> out;
        std::error_code wrong;
        // Begins with the folder itself, so that a link given by name is followed once, here.
        fs::recursive_directory_iterator it(fs::path(root_) / "", wrong);
        for (const auto end = fs::end(it); !wrong && it != end; it.increment(wrong)) {
            if (out.size() == kEntriesMax) return disk_error(EFBIG, root_);
            const auto type = type_of(it->symlink_status(wrong).type());
            const auto size = type == FolderEntry::Type::file ? it->file_size(wrong) : 0;
            if (wrong) break;
            out.push_back({it->path().lexically_relative(root_).generic_string(), type, size});
            if (it.depth() + 1 >= kDepthMax) it.disable_recursion_pending();
        }
        if (wrong) return disk_error(wrong.value(), root_);
        return out;
    }

    [[nodiscard]] Result<Bytes> read(const std::string& path, std::uint64_t offset,
                                     std::size_t length) const override {
        const auto full = root_ + '/' + path;
        // O_NONBLOCK: opening a named pipe must not wait for its writer.
        const int fd = open(full.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
        if (fd < 0) return disk_error(errno, full);
        Bytes out(length);
        const int wrong = read_at(fd, offset, out);
        close(fd);
        if (wrong != 0) return disk_error(wrong, full);
        return out;
    }

private:
    std::string root_;
};

}  // namespace

std::unique_ptr<ExamFolder> real_folder(const std::string& path) {
    return std::make_unique<RealFolder>(path);
}

}  // namespace banc
