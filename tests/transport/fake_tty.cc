// SPDX-License-Identifier: EUPL-1.2
#include "tests/transport/fake_tty.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cerrno>
#include <cstdarg>
#include <map>

namespace {

constexpr int kOutputs = TIOCM_DTR | TIOCM_RTS;

struct Modem {
    int bits = kOutputs;  // the kernel raises both when a port opens
    bool broken = false;
    int output_changes = 0;
    bool in_break = false;
};
// By minor number of the pseudo-terminal. Everything runs in one thread.
std::map<unsigned, Modem>& modems() {
    static std::map<unsigned, Modem> all;
    return all;
}

constexpr unsigned kPtsMajor =
    136;  // UNIX98_PTY_SLAVE_MAJOR, Documentation/admin-guide/devices.txt

Modem* modem_of(int fd) {
    struct stat info {};
    if (fstat(fd, &info) != 0 || !S_ISCHR(info.st_mode) || major(info.st_rdev) != kPtsMajor)
        return nullptr;
    const auto found = modems().find(minor(info.st_rdev));
    return found == modems().end() ? nullptr : &found->second;
}

int modem_call(Modem& modem, unsigned long request, int* bits) {
    if (modem.broken) {
        errno = EIO;
        return -1;
    }
    const int now = modem.bits;
    const int asked = *bits & kOutputs;
    switch (request) {
        case TIOCMGET: *bits = now; break;
        case TIOCMBIS: modem.bits |= asked; break;
        case TIOCMBIC: modem.bits &= ~asked; break;
        default: modem.bits = (now & ~kOutputs) | asked; break;
    }
    if (modem.bits != now) ++modem.output_changes;
    return 0;
}

}  // namespace

extern "C" int ioctl(int fd, unsigned long request, ...) noexcept {
    va_list arguments;
    va_start(arguments, request);
    void* argument = va_arg(arguments, void*);
    va_end(arguments);
    const bool about_modem =
        request == TIOCMGET || request == TIOCMSET || request == TIOCMBIS || request == TIOCMBIC;
    Modem* modem = modem_of(fd);
    if (modem != nullptr && about_modem)
        return modem_call(*modem, request, static_cast<int*>(argument));
    if (modem != nullptr && (request == TIOCSBRK || request == TIOCCBRK)) {
        modem->in_break = request == TIOCSBRK;
        return 0;
    }
    // On a mock bus too: the rest is the pseudo-terminal's own.
    if (modem != nullptr) return static_cast<int>(syscall(SYS_ioctl, fd, request, argument));
    using Call = int (*)(int, unsigned long, ...);
    static const auto next = reinterpret_cast<Call>(dlsym(RTLD_NEXT, "ioctl"));
    return next(fd, request, argument);
}

namespace banc {

FakeTty::FakeTty() : master_(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)) {
    REQUIRE(master_ >= 0);
    REQUIRE(grantpt(master_) == 0);
    REQUIRE(unlockpt(master_) == 0);
    std::array<char, 64> name{};
    REQUIRE(ptsname_r(master_, name.data(), name.size()) == 0);
    struct stat info {};
    REQUIRE(stat(name.data(), &info) == 0);
    minor_ = minor(info.st_rdev);
    modems()[minor_] = {};
    device_ = name.data();
    const auto link = folder_.filePath(QStringLiteral("tty")).toStdString();
    REQUIRE(symlink(name.data(), link.c_str()) == 0);
}

FakeTty::~FakeTty() {
    unplug();
    modems().erase(minor_);
}

std::string FakeTty::path() const {
    return "/dev/../../.." + folder_.filePath(QStringLiteral("tty")).toStdString();
}

void FakeTty::say(std::string_view bytes) const {
    REQUIRE(write(master_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
}

std::string FakeTty::hear() const {
    std::array<char, 4096> buffer{};
    const auto got = read(master_, buffer.data(), buffer.size());
    return got > 0 ? std::string(buffer.data(), static_cast<std::size_t>(got)) : std::string();
}

termios FakeTty::settings() const {
    termios now{};
    REQUIRE(tcgetattr(master_, &now) == 0);
    return now;
}

void FakeTty::set_inputs(int bits) {
    auto& modem = modems()[minor_];
    modem.bits = (modem.bits & kOutputs) | bits;
}
void FakeTty::fail_modem() { modems()[minor_].broken = true; }
int FakeTty::output_changes() const { return modems()[minor_].output_changes; }

bool FakeTty::in_break() const { return modems()[minor_].in_break; }

void FakeTty::unplug() {
    if (master_ >= 0) close(master_);
    master_ = -1;
}

}  // namespace banc
