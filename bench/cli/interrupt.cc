// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/interrupt.h"

#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>

namespace banc {

Interrupt::Interrupt(std::function<void()> call) {
    sigset_t watched{};
    sigemptyset(&watched);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&watched, number);
    pthread_sigmask(SIG_BLOCK, &watched, &before_);
    fd_ = signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);
    readable_ = std::make_unique<QSocketNotifier>(fd_, QSocketNotifier::Read);
    QObject::connect(readable_.get(), &QSocketNotifier::activated, readable_.get(),
                     [this, heard = std::move(call)] {
                         signalfd_siginfo which{};
                         if (read(fd_, &which, sizeof which) > 0) heard();
                     });
}

Interrupt::~Interrupt() {
    readable_.reset();
    signalfd_siginfo late{};  // one more Ctrl-C must not kill what is still being written
    while (read(fd_, &late, sizeof late) > 0) {
    }
    close(fd_);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace banc
