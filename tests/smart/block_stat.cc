// SPDX-License-Identifier: EUPL-1.2
// umockdev 0.17 leaves fstat() alone, and its nodes are regular files: libatasmart, which wants a
// block device and its number, would refuse them. Debian's libatasmart calls __fxstat, by its old
// name. Linked into our tests, preloaded into programs nobody here wrote.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <string>

namespace {

// umockdev rewrites readlink(), so the kernel is asked directly.
std::string target_of(const std::string& link) {
    std::array<char, 4096> text{};
    const auto size = ::syscall(SYS_readlinkat, AT_FDCWD, link.c_str(), text.data(), text.size());
    return size <= 0 ? std::string() : std::string(text.data(), static_cast<std::size_t>(size));
}

// umockdev keeps "8:0" as the target of a link in /dev/.node, and marks block devices with the
// sticky bit.
void show_device(int fd, struct stat& found) {
    const char* const root = std::getenv("UMOCKDEV_DIR");
    if (root == nullptr || !S_ISREG(found.st_mode)) return;
    const auto path = target_of("/proc/self/fd/" + std::to_string(fd));
    const auto dev = std::string(root) + "/dev/";
    if (!path.starts_with(dev)) return;
    const bool block = (found.st_mode & S_ISVTX) != 0;
    found.st_mode = (found.st_mode & ~static_cast<mode_t>(S_IFMT)) |
                    static_cast<mode_t>(block ? S_IFBLK : S_IFCHR);
    const auto numbers = target_of(dev + ".node/" + path.substr(dev.size()));
    const auto colon = numbers.find(':');
    if (colon == std::string::npos) return;
    unsigned major_number = 0;
    unsigned minor_number = 0;
    std::from_chars(numbers.data(), numbers.data() + colon, major_number);
    std::from_chars(numbers.data() + colon + 1, numbers.data() + numbers.size(), minor_number);
    found.st_rdev = makedev(major_number, minor_number);
}

}  // namespace

extern "C" int __fxstat(int version, int fd, struct stat* found) {
    using Fxstat = int (*)(int, int, struct stat*);
    static const auto real =
        reinterpret_cast<Fxstat>(::dlvsym(RTLD_NEXT, "__fxstat", "GLIBC_2.2.5"));
    const int result = real(version, fd, found);
    if (result == 0) show_device(fd, *found);
    return result;
}
