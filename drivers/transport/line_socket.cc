// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/line_socket.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace banc {

Result<std::unique_ptr<LineSocket>> LineSocket::open(Loop& loop, const std::string& path,
                                                     std::string name) {
    auto data = connect_unix(path);
    if (!data) return tl::unexpected<Error>(std::move(data.error()).within(name));
    auto modem = connect_unix(path + ".signals");
    return std::unique_ptr<LineSocket>(new LineSocket(
        loop, std::move(*data), modem ? std::move(*modem) : FileDescriptor(-1), std::move(name)));
}

LineSocket::LineSocket(Loop& loop, FileDescriptor data, FileDescriptor modem, std::string name)
    : data_(std::move(data)), modem_(std::move(modem)), line_(loop, data_.get(), std::move(name)) {
    if (modem_.get() < 0) return;
    modem_readable_.emplace(modem_.get(), QSocketNotifier::Read);
    QObject::connect(&*modem_readable_, &QSocketNotifier::activated, &*modem_readable_,
                     [this] { read_modem(); });
}

Result<void> LineSocket::send_break(Nanos span) {
    if (modem_.get() < 0) return ByteLine::send_break(span);
    const std::uint8_t one = 1;
    if (::send(modem_.get(), &one, sizeof one, MSG_NOSIGNAL) == sizeof one) return {};
    return fail(Errc::disconnected,
                text("le banc virtuel ne prend pas le BREAK", "the virtual bench took no BREAK"));
}

// One byte per change: only the newest says how things are, and none in between may be skipped,
// because a LED that went off and on again is a power cut.
void LineSocket::read_modem() {
    std::array<std::uint8_t, 64> states;
    const auto got = ::read(modem_.get(), states.data(), states.size());
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) {
        modem_readable_->setEnabled(false);
        return line_.lose(text("le banc virtuel est parti", "the virtual bench is gone"));
    }
    for (const auto state : ByteView(states.data(), static_cast<std::size_t>(got)))
        line_.set_signals(
            {(state & 1U) != 0, (state & 2U) != 0, (state & 4U) != 0, (state & 8U) != 0});
}

}  // namespace banc
