// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/tty_reader.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>

namespace banc {
namespace {

struct Speed {
    int baud;
    speed_t code;
};
constexpr std::array kSpeeds{
    Speed{300, B300},         Speed{1200, B1200},       Speed{2400, B2400},
    Speed{4800, B4800},       Speed{9600, B9600},       Speed{19200, B19200},
    Speed{38400, B38400},     Speed{57600, B57600},     Speed{115200, B115200},
    Speed{230400, B230400},   Speed{460800, B460800},   Speed{500000, B500000},
    Speed{921600, B921600},   Speed{1000000, B1000000}, Speed{1500000, B1500000},
    Speed{2000000, B2000000}, Speed{3000000, B3000000}, Speed{4000000, B4000000}};

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
    return fail(Errc::environment,
                text("{} : {}", "{}: {}", path, std::generic_category().message(why)),
                std::move(remedy));
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

}  // namespace

Result<void> set_framing(TtySettings& settings, std::string_view word) {
    const auto parity = word.size() == 3 ? std::string_view("NEO").find(word[1]) : word.npos;
    const bool known = parity != word.npos && (word[0] == '7' || word[0] == '8') &&
                       (word[2] == '1' || word[2] == '2');
    if (!known)
        return fail(Errc::invalid, text("format « {} » inconnu", "unknown framing \"{}\"", word),
                    text("8N1, 7E1, 8O2…", "8N1, 7E1, 8O2…"));
    settings.data_bits = word[0] - '0';
    settings.parity = static_cast<Parity>(parity);
    settings.stop_bits = word[2] - '0';
    return {};
}

Result<void> set_flow(TtySettings& settings, std::string_view word) {
    constexpr std::array<std::string_view, 3> words{"none", "rtscts", "xonxoff"};
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (word != words[i]) continue;
        settings.flow = static_cast<Flow>(i);
        return {};
    }
    return fail(Errc::invalid,
                text("contrôle de flux « {} » inconnu", "unknown flow control \"{}\"", word),
                text("none, rtscts ou xonxoff", "none, rtscts or xonxoff"));
}

Result<FileDescriptor> open_tty(const std::string& path, const TtySettings& settings) {
    const auto* speed = find_speed(settings.baud);
    if (speed == nullptr)
        return fail(Errc::invalid,
                    text("vitesse impossible : {}", "impossible speed: {}", settings.baud),
                    text("une vitesse usuelle : 9600, 115200…", "a usual speed: 9600, 115200…"));
    FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (fd.get() < 0 || !make_raw(fd.get(), settings, speed->code) ||
        ioctl(fd.get(), TIOCEXCL) != 0)
        return refused(path);
    return fd;
}

bool is_pseudo_terminal(const std::string& path) {
    std::error_code failed;
    return path.starts_with("/dev/pts/") && !std::filesystem::is_symlink(path, failed);
}

}  // namespace banc
