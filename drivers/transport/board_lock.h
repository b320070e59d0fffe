// SPDX-License-Identifier: EUPL-1.2
// One owner per board. The claim of a USB interface and TIOCEXCL keep others out too, but not root
// and not by name: this says who holds it. An empty file `banc-<port>.lock`, locked with flock:
// the kernel lets go of it when its holder dies, however it dies.
#pragma once

#include <string>
#include <utility>

#include "bench/core/error.h"

namespace banc {

// $BANC_LOCK_DIR; else /run/lock, which all users of the machine share; else $XDG_RUNTIME_DIR.
std::string lock_folder();

class BoardLock {
public:
    // `port`: "usb:1-4.2" or "/dev/ttyS0". Held by another program, or already by this one:
    // Errc::environment, with the holder's process number. The file stays when the lock goes.
    static Result<BoardLock> take(const std::string& folder, const std::string& port);
    BoardLock(BoardLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    BoardLock& operator=(BoardLock&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~BoardLock();

private:
    explicit BoardLock(int fd) : fd_(fd) {}
    int fd_;
};

}  // namespace banc
