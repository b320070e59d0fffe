// SPDX-License-Identifier: EUPL-1.2
#include "bench/journal/disk.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "bench/core/causes.h"

namespace banc {
namespace {

Text remedy_for(int code) {
    if (code == ENOSPC || code == EDQUOT)
        return text("libérez de la place sur ce disque, puis reprenez l'épreuve à son début",
                    "free some space on this disk, then hold the exam again from its start");
    if (code == EIO)
        return text("ce disque est en panne : copiez ce qu'il contient et remplacez-le",
                    "this disk is failing: copy what it holds and replace it");
    return text("vérifiez le chemin, les droits et le disque", "check the path, rights and disk");
}

class RealFile : public JournalFile {
public:
    RealFile(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}
    RealFile(const RealFile&) = delete;
    RealFile& operator=(const RealFile&) = delete;
    ~RealFile() override { close(fd_); }

    Result<std::size_t> write_at(std::uint64_t offset, ByteView bytes) override {
        const auto n = pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (n >= 0) return static_cast<std::size_t>(n);
        if (errno == EINTR) return std::size_t{0};
        return disk_error(errno, path_);
    }
    Result<void> resize(std::uint64_t size) override {
        if (ftruncate(fd_, static_cast<off_t>(size)) != 0) return disk_error(errno, path_);
        return {};
    }
    Result<void> sync() override {
        if (fdatasync(fd_) != 0) return disk_error(errno, path_);
        return {};
    }

private:
    int fd_;
    std::string path_;
};

class RealDisk : public JournalDisk {
public:
    Result<void> make_folder(const std::string& path) override {
        if (mkdir(path.c_str(), 0700) != 0) return disk_error(errno, path);
        return {};
    }
    Result<std::unique_ptr<JournalFile>> create(const std::string& path) override {
        return hold(::open(path.c_str(), kWrite | O_CREAT | O_EXCL, 0600), path);
    }
    Result<std::unique_ptr<JournalFile>> open(const std::string& path) override {
        return hold(::open(path.c_str(), kWrite | O_NOFOLLOW), path);
    }
    Result<void> remove(const std::string& path) override {
        if (unlink(path.c_str()) != 0) return disk_error(errno, path);
        return {};
    }
    std::unique_ptr<ExamFolder> folder(const std::string& path) override {
        return real_folder(path);
    }
    Result<void> sync_folder(const std::string& path) override {
        const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd < 0) return disk_error(errno, path);
        const int wrong = fsync(fd) == 0 ? 0 : errno;
        close(fd);
        if (wrong != 0) return disk_error(wrong, path);
        return {};
    }

private:
    static constexpr int kWrite = O_WRONLY | O_CLOEXEC;

    // The kernel lets go of it when its holder ends, however it ends.
    static Result<std::unique_ptr<JournalFile>> hold(int fd, const std::string& path) {
        if (fd < 0) return disk_error(errno, path);
        auto file = std::make_unique<RealFile>(fd, path);
        if (flock(fd, LOCK_EX | LOCK_NB) == 0) return file;
        return errno == EWOULDBLOCK ? held_by_another(path) : disk_error(errno, path);
    }
};

// A call that was interrupted or cut short is tried again; a disk that takes nothing this many
// times in a row will not take it.
constexpr int kIdleWritesMax = 100;

}  // namespace

JournalDisk& real_disk() {
    static RealDisk disk;
    return disk;
}

Result<void> write_all(JournalFile& file, std::uint64_t offset, ByteView bytes) {
    int idle = 0;
    while (!bytes.empty()) {
        const auto taken = file.write_at(offset, bytes);
        if (!taken) return tl::make_unexpected(taken.error());
        idle = *taken == 0 ? idle + 1 : 0;
        if (idle == kIdleWritesMax) return disk_error(EIO, "write");
        offset += *taken;
        bytes = bytes.subspan(*taken);
    }
    return {};
}

tl::unexpected<Error> held_by_another(const std::string& path) {
    return fail(Errc::refused,
                text("{} : un programme tient encore cette épreuve",
                     "{}: a program still holds this exam", path),
                text("attendez sa fin, ou arrêtez-le", "wait for its end, or stop it"));
}

tl::unexpected<Error> disk_error(int code, const std::string& path) {
    if (code == EEXIST)
        return fail(Errc::refused, text("{} existe déjà", "{} exists already", path),
                    text("une épreuve ne s'écrit jamais sur une autre : choisissez un autre nom",
                         "an exam is never written over another: choose another name"));
    return fail(Errc::environment, because(code, {path, path}), remedy_for(code));
}

}  // namespace banc
