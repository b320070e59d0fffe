// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/tty_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/magic.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <termios.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>

#include "bench/core/causes.h"

namespace banc {
namespace {

constexpr int kLinksMax = 40;  // what Linux follows

struct Speed {
    int baud;
    speed_t code;
};
constexpr std::array kSpeeds{
    Speed{300, B300},         Speed{600, B600},         Speed{1200, B1200},
    Speed{2400, B2400},       Speed{4800, B4800},       Speed{9600, B9600},
    Speed{19200, B19200},     Speed{38400, B38400},     Speed{57600, B57600},
    Speed{115200, B115200},   Speed{230400, B230400},   Speed{460800, B460800},
    Speed{500000, B500000},   Speed{576000, B576000},   Speed{921600, B921600},
    Speed{1000000, B1000000}, Speed{1500000, B1500000}, Speed{2000000, B2000000},
    Speed{3000000, B3000000}, Speed{4000000, B4000000}};

const Speed* find_speed(int baud) {
    for (const auto& speed : kSpeeds)
        if (speed.baud == baud) return &speed;
    return nullptr;
}

tl::unexpected<Error> refused(const std::string& path) {
    const int why = errno;
    Text remedy = text("vérifiez le branchement et le nom", "check the plug and the name");
    if (why == EACCES)
        remedy = text("ajoutez l'utilisateur au groupe dialout", "add the user to group dialout");
    if (why == EBUSY)
        remedy = text("un autre programme tient ce port : fermez-le",
                      "another program holds this port: close it");
    return fail(Errc::environment, because(why, {path, path}), std::move(remedy));
}

tcflag_t framing(const TtySettings& settings) {
    tcflag_t flags = settings.data_bits == 7 ? CS7 : CS8;
    if (settings.parity != Parity::none) flags |= PARENB;
    if (settings.parity == Parity::odd) flags |= PARODD;
    if (settings.stop_bits == 2) flags |= CSTOPB;
    if (settings.flow == Flow::rtscts) flags |= CRTSCTS;
    return flags;
}

// CLOCAL: DCD may be wired to anything here. No HUPCL: closing must not move DTR and RTS.
bool make_raw(int fd, const TtySettings& settings, speed_t speed) {
    termios to{};
    if (tcgetattr(fd, &to) != 0) return false;
    cfmakeraw(&to);
    to.c_cflag &= ~static_cast<tcflag_t>(CSIZE | PARENB | PARODD | CSTOPB | CRTSCTS | HUPCL);
    to.c_cflag |= CLOCAL | CREAD | framing(settings);
    to.c_iflag &= ~static_cast<tcflag_t>(IXOFF | IXANY);
    if (settings.flow == Flow::xonxoff) to.c_iflag |= IXON | IXOFF;
    to.c_cc[VMIN] = 1;  // so that reading nothing means: cut
    to.c_cc[VTIME] = 0;
    return cfsetspeed(&to, speed) == 0 && tcsetattr(fd, TCSANOW, &to) == 0;
}

// A driver that makes the speed within 2 % leaves its name; 0: another speed.
TtySettings settings_in(const termios& now) {
    TtySettings is;
    const auto named = std::ranges::find(kSpeeds, cfgetospeed(&now), &Speed::code);
    is.baud = named == kSpeeds.end() ? 0 : named->baud;
    is.data_bits = (now.c_cflag & CSIZE) == CS7 ? 7 : 8;
    if ((now.c_cflag & PARENB) != 0)
        is.parity = (now.c_cflag & PARODD) != 0 ? Parity::odd : Parity::even;
    is.stop_bits = (now.c_cflag & CSTOPB) != 0 ? 2 : 1;
    if ((now.c_iflag & IXOFF) != 0) is.flow = Flow::xonxoff;
    if ((now.c_cflag & CRTSCTS) != 0) is.flow = Flow::rtscts;
    return is;
}

}  // namespace

Result<TtySettings> set_tty(int fd, const std::string& path, const TtySettings& settings) {
    const auto* speed = find_speed(settings.baud);
    if (speed == nullptr)
        return fail(Errc::invalid,
                    text("vitesse impossible : {}", "impossible speed: {}", settings.baud),
                    text("une vitesse usuelle : 9600, 115200…", "a usual speed: 9600, 115200…"));
    termios now{};
    if (!make_raw(fd, settings, speed->code) || tcgetattr(fd, &now) != 0) return refused(path);
    const auto is = settings_in(now);
    if (written(is) == written(settings)) return is;
    return fail(Errc::environment,
                text("{} : réglé à {}, le port reste à {}", "{}: set to {}, the port stays at {}",
                     path, written(settings), written(is)),
                text("choisissez un réglage que cet adaptateur sait tenir, aux deux bouts",
                     "choose settings this adapter can keep, at both ends"));
}

Result<FileDescriptor> open_tty(const std::string& path, const TtySettings& settings) {
    FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (fd.get() < 0 || !keep_others_out(fd.get())) return refused(path);
    const auto set = set_tty(fd.get(), path, settings);
    if (!set) return tl::unexpected<Error>(set.error());
    return fd;
}

bool keep_others_out(int fd) {
    if (ioctl(fd, TIOCEXCL) != 0) return false;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) return true;
    if (errno == EWOULDBLOCK) errno = EBUSY;
    return false;
}

bool is_pseudo_terminal(int fd) {
    struct statfs on {};
    return fstatfs(fd, &on) == 0 && on.f_type == DEVPTS_SUPER_MAGIC;
}

// The inode alone may be given again at once; the time of its last change is not.
std::string links_on(std::string path) {
    std::string links;
    struct stat link {};
    for (int i = 0; i < kLinksMax && lstat(path.c_str(), &link) == 0 && S_ISLNK(link.st_mode);
         ++i) {
        links += fmt::format("{}:{}:{}.{:09} ", link.st_dev, link.st_ino, link.st_ctim.tv_sec,
                             link.st_ctim.tv_nsec);
        std::error_code gone;
        const auto target = std::filesystem::read_symlink(path, gone);
        path = std::filesystem::path(path).parent_path() / target;  // target alone if absolute
    }
    return links;
}

}  // namespace banc
