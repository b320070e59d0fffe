// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/fd_line.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "bench/core/causes.h"

namespace banc {
namespace {

constexpr std::size_t kReadSize = 16 * 1024;  // one turn of the loop: other lines come next

bool again() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

// Without the SIGPIPE that writing to a closed socket raises; a tty is no socket.
ssize_t put(int fd, ByteView bytes) {
    const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0 || errno != ENOTSOCK) return sent;
    return ::write(fd, bytes.data(), bytes.size());
}

}  // namespace

FdLine::FdLine(Loop& loop, int fd, std::string name)
    : loop_(loop),
      fd_(fd),
      name_(std::move(name)),
      readable_(fd, QSocketNotifier::Read),
      writable_(fd, QSocketNotifier::Write) {
    writable_.setEnabled(false);
    QObject::connect(&readable_, &QSocketNotifier::activated, &readable_, [this] { read_some(); });
    QObject::connect(&writable_, &QSocketNotifier::activated, &writable_, [this] { write_some(); });
}

void FdLine::listen(Listener listener) {
    listener_ = std::move(listener);
    listening_ = false;
    tell_later();
}

Result<void> FdLine::write(ByteView bytes) {
    if (lost_) return tl::unexpected<Error>(*lost_);
    if (queued_.size() + bytes.size() > kMaxQueued)
        return fail(Errc::timeout, text("{} : la ligne n'accepte plus rien",
                                        "{}: the line takes nothing any more", name_));
    const bool idle = queued_.empty();
    queued_.insert(queued_.end(), bytes.begin(), bytes.end());
    if (idle) write_some();
    if (lost_) return tl::unexpected<Error>(*lost_);
    return {};
}

void FdLine::set_signals(ModemSignals signals) {
    if (lost_ || signals_ == signals) return;
    signals_ = signals;
    if (listening_ && listener_.signals) listener_.signals(signals, loop_.now());
}

// What the kernel still holds was said before the cut, whoever noticed the cut.
void FdLine::lose(Text why) {
    if (lost_) return;
    read_rest();
    lost_ = Error{Errc::disconnected, std::move(why), {}, {}}.within(name_);
    readable_.setEnabled(false);
    writable_.setEnabled(false);
    queued_.clear();
    tell_later();
}

void FdLine::read_some() {
    std::array<std::uint8_t, kReadSize> buffer;
    const auto got = ::read(fd_, buffer.data(), buffer.size());
    if (got > 0) return arrived({buffer.data(), static_cast<std::size_t>(got)});
    if (got < 0 && again()) return;
    // A tty in raw mode also reads nothing when there is nothing: only the hang-up tells.
    if (got == 0 && !hung_up()) return;
    lose(text("la ligne est coupée", "the line is gone"));
}

// The listener hears it from the loop: a write() may have noticed.
void FdLine::read_rest() {
    std::array<std::uint8_t, kReadSize> buffer;
    for (std::size_t all = 0; all < kMaxEarly;) {
        const auto got = ::read(fd_, buffer.data(), buffer.size());
        if (got <= 0) return;
        keep({buffer.data(), static_cast<std::size_t>(got)});
        all += static_cast<std::size_t>(got);
    }
}

void FdLine::write_some() {
    while (!queued_.empty()) {
        const auto sent = put(fd_, queued_);
        if (sent < 0 && !again())
            return lose(because(errno, {"écriture impossible", "cannot write"}));
        if (sent <= 0) break;
        queued_.erase(queued_.begin(), queued_.begin() + sent);
    }
    writable_.setEnabled(!queued_.empty());
}

void FdLine::arrived(ByteView bytes) {
    if (listening_) {
        if (listener_.bytes) listener_.bytes(bytes, loop_.now());
        return;
    }
    keep(bytes);
}

void FdLine::keep(ByteView bytes) {
    early_at_ = loop_.now();
    early_.insert(early_.end(), bytes.begin(), bytes.end());
    if (early_.size() <= kMaxEarly) return;
    early_.erase(early_.begin(), early_.end() - static_cast<std::ptrdiff_t>(kMaxEarly));
}

void FdLine::tell_later() {
    telling_ = loop_.after(Nanos{0}, [this] { tell(); });
}

void FdLine::tell() {
    if (!listening_ && listener_.bytes) {
        listening_ = true;
        if (signals_ && listener_.signals) listener_.signals(*signals_, loop_.now());
    }
    const auto early = listening_ ? std::exchange(early_, {}) : Bytes{};
    if (!early.empty()) listener_.bytes(early, early_at_);
    if (lost_ && listening_ && listener_.lost) listener_.lost(*lost_);
}

bool FdLine::hung_up() const {
    pollfd state{fd_, POLLIN | POLLRDHUP, 0};
    return ::poll(&state, 1, 0) > 0 &&
           (state.revents & (POLLHUP | POLLRDHUP | POLLERR | POLLNVAL)) != 0;
}

}  // namespace banc
