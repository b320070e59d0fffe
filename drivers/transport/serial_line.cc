// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/serial_line.h"

#include <sys/ioctl.h>
#include <termios.h>

#include <cerrno>
#include <system_error>

namespace banc {
namespace {

// Ten times a second sees any LED a person can see. TIOCMIWAIT would tell at once but only blocks.
constexpr Nanos kSignalPeriod = std::chrono::milliseconds(100);

// libserialport's last error, kept by itself in errno for SP_ERR_FAIL.
tl::unexpected<Error> refused(const std::string& path, sp_return why) {
    const int code = why == SP_ERR_FAIL ? sp_last_error_code() : ENODEV;
    Text remedy = text("vérifiez le branchement et le nom du port (banc devices)",
                       "check the plug and the name of the port (banc devices)");
    if (code == EACCES)
        remedy = text("ajoutez l'utilisateur au groupe dialout", "add the user to group dialout");
    if (code == EBUSY)
        remedy = text("un autre programme tient ce port : fermez-le",
                      "another program holds this port: close it");
    return fail(Errc::environment,
                text("port série {} : {}", "serial port {}: {}", path,
                     std::generic_category().message(code)),
                std::move(remedy));
}

// Closing the port must not drop DTR and RTS. libserialport has no word for it.
sp_return keep_outputs(int fd) {
    termios settings{};
    if (tcgetattr(fd, &settings) != 0) return SP_ERR_FAIL;
    settings.c_cflag &= ~static_cast<tcflag_t>(HUPCL);
    return tcsetattr(fd, TCSANOW, &settings) == 0 ? SP_OK : SP_ERR_FAIL;
}

// One owner: opening it a second time is EBUSY, for everybody but root. libserialport has no word
// for it.
sp_return keep_others_out(int fd) { return ioctl(fd, TIOCEXCL) == 0 ? SP_OK : SP_ERR_FAIL; }

}  // namespace

// A port that stays open elsewhere would stay closed to all.
void SerialLine::Close::operator()(sp_port* port) const {
    int fd = -1;
    if (sp_get_port_handle(port, &fd) == SP_OK) ioctl(fd, TIOCNXCL);
    sp_close(port);
    sp_free_port(port);
}

Result<SerialLine::Opened> SerialLine::open_port(const std::string& path, int baud) {
    if (baud <= 0)  // 0 would mean: hang up
        return fail(Errc::invalid, text("vitesse impossible : {}", "impossible speed: {}", baud));
    sp_port* found = nullptr;
    if (const auto r = sp_get_port_by_name(path.c_str(), &found); r != SP_OK)
        return refused(path, r);
    Port port(found);
    if (const auto r = sp_open(found, SP_MODE_READ_WRITE); r != SP_OK) return refused(path, r);
    int fd = -1;
    sp_return r = sp_get_port_handle(found, &fd);
    if (r == SP_OK) r = keep_others_out(fd);
    if (r == SP_OK) r = keep_outputs(fd);
    if (r == SP_OK) r = sp_set_baudrate(found, baud);
    if (r == SP_OK) r = sp_set_bits(found, 8);
    if (r == SP_OK) r = sp_set_parity(found, SP_PARITY_NONE);
    if (r == SP_OK) r = sp_set_stopbits(found, 1);
    if (r == SP_OK) r = sp_set_flowcontrol(found, SP_FLOWCONTROL_NONE);
    if (r != SP_OK) return refused(path, r);
    return Opened{std::move(port), fd};
}

Result<std::unique_ptr<SerialLine>> SerialLine::open(Loop& loop, const std::string& path, int baud,
                                                     std::string name) {
    auto opened = open_port(path, baud);
    if (!opened) return tl::unexpected<Error>(std::move(opened.error()).within(name));
    return std::unique_ptr<SerialLine>(new SerialLine(loop, std::move(*opened), std::move(name)));
}

SerialLine::SerialLine(Loop& loop, Opened opened, std::string name)
    : loop_(loop), port_(std::move(opened.port)), line_(loop, opened.fd, std::move(name)) {
    poll_signals();
}

void SerialLine::poll_signals() {
    auto mask = sp_signal{};
    if (sp_get_signals(port_.get(), &mask) != SP_OK)
        return line_.lose(text("le port série ne répond plus", "the serial port is gone"));
    const auto on = [mask](sp_signal input) { return (mask & input) != 0; };
    line_.set_signals({on(SP_SIG_DSR), on(SP_SIG_DCD)});
    if (line_.alive()) next_poll_ = loop_.after(kSignalPeriod, [this] { poll_signals(); });
}

}  // namespace banc
