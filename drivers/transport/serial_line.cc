// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/serial_line.h"

#include <sys/ioctl.h>
#include <termios.h>

#include <cerrno>

#include "bench/core/causes.h"
#include "drivers/transport/tty_reader.h"

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
    return fail(Errc::environment, because(code, text("port série {}", "serial port {}", path)),
                std::move(remedy));
}

}  // namespace

// A port that stays open elsewhere would stay closed to all.
void SerialLine::Close::operator()(sp_port* port) const {
    int fd = -1;
    if (sp_get_port_handle(port, &fd) == SP_OK) ioctl(fd, TIOCNXCL);
    sp_close(port);
    sp_free_port(port);
}

Result<SerialLine::Opened> SerialLine::open_port(const std::string& path,
                                                 const TtySettings& settings) {
    sp_port* found = nullptr;
    if (const auto r = sp_get_port_by_name(path.c_str(), &found); r != SP_OK)
        return refused(path, r);
    Port port(found);
    if (const auto r = sp_open(found, SP_MODE_READ_WRITE); r != SP_OK) return refused(path, r);
    int fd = -1;
    if (const auto r = sp_get_port_handle(found, &fd); r != SP_OK) return refused(path, r);
    if (!keep_others_out(fd)) return refused(path, SP_ERR_FAIL);
    auto is = set_tty(fd, path, settings);
    if (!is) return tl::unexpected<Error>(std::move(is.error()));
    return Opened{std::move(port), fd, written(*is)};
}

Result<std::unique_ptr<SerialLine>> SerialLine::open(Loop& loop, const std::string& path,
                                                     const TtySettings& settings,
                                                     std::string name) {
    auto opened = open_port(path, settings);
    if (!opened) return tl::unexpected<Error>(std::move(opened.error()).within(name));
    return std::unique_ptr<SerialLine>(new SerialLine(loop, std::move(*opened), std::move(name)));
}

SerialLine::SerialLine(Loop& loop, Opened opened, std::string name)
    : loop_(loop),
      port_(std::move(opened.port)),
      settings_(std::move(opened.settings)),
      line_(loop, opened.fd, std::move(name)) {
    poll_signals();
}

// A line left in BREAK says nothing any more.
SerialLine::~SerialLine() {
    if (break_end_) sp_end_break(port_.get());
}

Result<void> SerialLine::send_break(Nanos span) {
    if (const auto r = sp_start_break(port_.get()); r != SP_OK)
        return refused(sp_get_port_name(port_.get()), r);
    break_end_ = loop_.after(span, [this] {
        sp_end_break(port_.get());
        break_end_.reset();
    });
    return {};
}

void SerialLine::poll_signals() {
    auto mask = sp_signal{};
    if (sp_get_signals(port_.get(), &mask) != SP_OK)
        return line_.lose(text("le port série ne répond plus", "the serial port is gone"));
    const auto on = [mask](sp_signal input) { return (mask & input) != 0; };
    line_.set_signals({on(SP_SIG_DSR), on(SP_SIG_DCD), on(SP_SIG_CTS), on(SP_SIG_RI)});
    if (line_.alive()) next_poll_ = loop_.after(kSignalPeriod, [this] { poll_signals(); });
}

}  // namespace banc
