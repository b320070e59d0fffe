// SPDX-License-Identifier: EUPL-1.2
// Ctrl-C and SIGTERM as an event of the loop: a person who stops an exam must find a healthy bench.
#pragma once

#include <QSocketNotifier>
#include <csignal>
#include <functional>
#include <memory>

namespace banc {

class Interrupt {
public:
    // Blocks SIGINT, SIGTERM and SIGHUP for this thread and those started after it, until the end.
    explicit Interrupt(std::function<void()> call);
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

private:
    sigset_t before_{};
    int fd_;
    std::unique_ptr<QSocketNotifier> readable_;  // after fd_: stops watching before it closes
};

}  // namespace banc
