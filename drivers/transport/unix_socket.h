// SPDX-License-Identifier: EUPL-1.2
// A unix stream socket to `banc virtual`, connected without waiting.
#pragma once

#include <string>
#include <utility>

#include "bench/core/error.h"

namespace banc {

// Closes it in the end.
class FileDescriptor {
public:
    explicit FileDescriptor(int fd) : fd_(fd) {}
    FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    ~FileDescriptor();
    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_;
};

// Non-blocking and connected. Errc::disconnected when nobody listens there, Errc::environment when
// the path is too long for a socket address (107 bytes) or a descriptor can't be had.
Result<FileDescriptor> connect_unix(const std::string& path);

}  // namespace banc
