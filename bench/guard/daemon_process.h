// SPDX-License-Identifier: EUPL-1.2
// The daemon's process, held by a pidfd: what is signalled and waited for is that very process,
// never a later one that got its number.
#pragma once

#include <QSocketNotifier>
#include <functional>
#include <memory>

#include "bench/guard/message.h"
#include "drivers/transport/unix_socket.h"

namespace banc::guard {

// When a process started, in the kernel's ticks: with its number, a name that is never used twice.
Result<std::int64_t> start_of(std::int64_t pid);

class DaemonProcess {
public:
    // Refused unless the process at the other end of `socket` is the one `hello` names.
    static Result<std::unique_ptr<DaemonProcess>> hold(int socket, const Hello& hello);

    // Called once, when it has ended.
    void on_gone(std::function<void()> call);
    void kill() const;

private:
    explicit DaemonProcess(FileDescriptor fd) : fd_(std::move(fd)) {}
    FileDescriptor fd_;
    std::unique_ptr<QSocketNotifier> ended_;  // after fd_: stops watching before it closes
};

}  // namespace banc::guard
