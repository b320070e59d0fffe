// SPDX-License-Identifier: EUPL-1.2
#include "bench/virtual/cable.h"

#include <sys/socket.h>

#include <array>

#include "bench/virtual/lan.h"

namespace banc {
namespace {

constexpr int kFramesAtOnce = 64;  // then the other sockets have their turn

}  // namespace

Cable::Cable(FileDescriptor fd) : fd_(std::move(fd)), readable_(fd_.get(), QSocketNotifier::Read) {
    QObject::connect(&readable_, &QSocketNotifier::activated, &readable_, [this] { read_some(); });
}

void Cable::read_some() {
    std::array<std::uint8_t, kMaxFrame + 1> frame{};  // one more: a longer frame shows as too long
    for (int n = 0; n < kFramesAtOnce; ++n) {
        const auto size = ::recv(fd_.get(), frame.data(), frame.size(), MSG_DONTWAIT);
        if (size == 0) return readable_.setEnabled(false);
        if (size < 0) return;
        const auto answer = lan_answer(ByteView(frame).first(static_cast<std::size_t>(size)));
        // A full queue loses the frame, as a cable would.
        if (answer) ::send(fd_.get(), answer->data(), answer->size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    }
}

}  // namespace banc
