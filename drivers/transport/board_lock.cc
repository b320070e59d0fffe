// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/board_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>

#include "bench/core/causes.h"

namespace banc {
namespace {

constexpr const char* kShared = "/run/lock";

std::string from_environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

// "usb:1-4.2" -> "banc-usb-1-4.2.lock", "/dev/ttyS0" -> "banc-dev-ttyS0.lock"
std::string file_of(std::string port) {
    if (port.starts_with('/')) port.erase(0, 1);
    for (auto& letter : port)
        if (letter == ':' || letter == '/') letter = '-';
    return "/banc-" + port + ".lock";
}

// Opened first and made only then: in a sticky folder the kernel refuses O_CREAT on a file that
// another user made (fs.protected_regular). Everybody may write: the next holder may be another
// user, and a lock is no secret.
int open_file(const std::string& path) {
    const int common = O_RDWR | O_CLOEXEC | O_NOFOLLOW;
    const int there = ::open(path.c_str(), common);
    if (there >= 0 || errno != ENOENT) return there;
    const int made = ::open(path.c_str(), common | O_CREAT, 0666);
    if (made >= 0) ::fchmod(made, 0666);  // whatever the umask
    return made;
}

std::string holder(int fd) {
    std::array<char, 16> digits{};
    const auto got = ::pread(fd, digits.data(), digits.size(), 0);
    const std::string said(digits.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    const auto end = said.find_first_not_of("0123456789");
    return said.empty() || end == 0 ? "?" : said.substr(0, end);
}

}  // namespace

std::string lock_folder() {
    if (auto given = from_environment("BANC_LOCK_DIR"); !given.empty()) return given;
    if (::access(kShared, W_OK) == 0) return kShared;
    return from_environment("XDG_RUNTIME_DIR");
}

Result<BoardLock> BoardLock::take(const std::string& folder, const std::string& port) {
    const auto path = folder + file_of(port);
    BoardLock lock(open_file(path));
    const int why = errno;
    if (lock.fd_ < 0)
        return fail(Errc::environment, because(why, text("verrou {}", "lock {}", path)),
                    text("donner un dossier où écrire : BANC_LOCK_DIR",
                         "name a folder that can be written: BANC_LOCK_DIR"));
    if (::flock(lock.fd_, LOCK_EX | LOCK_NB) != 0)
        return fail(Errc::environment,
                    text("{} : tenue par le processus {}", "{}: held by pid {}", port,
                         holder(lock.fd_)),
                    text("fermer l'autre banc", "close the other bench"));
    const auto pid = std::to_string(::getpid()) + "\n";
    const bool written =
        ::ftruncate(lock.fd_, 0) == 0 && ::pwrite(lock.fd_, pid.data(), pid.size(), 0) > 0;
    if (!written)
        return fail(Errc::environment,
                    text("verrou {} : disque plein ?", "lock {}: disk full?", path));
    return lock;
}

BoardLock::~BoardLock() {
    if (fd_ >= 0) ::close(fd_);
}

}  // namespace banc
