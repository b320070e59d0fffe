// SPDX-License-Identifier: EUPL-1.2
// The daemon's end: starts `banc guard`, tells it which lines are in, and beats so that it knows we
// live (bench/guard/PROTOCOL.md).
#pragma once

#include <QSocketNotifier>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/core/task.h"
#include "bench/guard/message.h"
#include "drivers/transport/unix_socket.h"

namespace banc {

// Where the guard of an exam has its socket: found again from the exam's folder alone, short enough
// for a socket's address, and outside the exam, which holds nothing but evidence.
std::string guard_folder(const std::string& exam_folder);

class GuardClient {
public:
    struct Post {
        std::string exam;         // folder of the exam, need not be there yet
        std::string bench;        // path of bench.yaml
        std::string virtual_dir;  // folder of the sockets of `banc virtual`, or empty
        std::string data{};       // folder of the bench's state, or empty
    };
    GuardClient(Loop& loop, Post post);
    // Says goodbye: what is still in then goes to rest as soon as this process is gone.
    ~GuardClient() { goodbye(); }
    GuardClient(const GuardClient&) = delete;
    GuardClient& operator=(const GuardClient&) = delete;

    // Starts a guard of this exam unless there is one, and waits for its welcome: it holds no board
    // then.
    Task<Result<void>> start();
    // Lines a former daemon left in, which this guard still knew; after start().
    [[nodiscard]] const std::vector<std::string>& left_in() const { return left_in_; }
    // Before a line goes to its fault position. Errc::environment when nobody guards any more.
    Result<void> before_fault(const std::string& line);
    void after_healthy(const std::string& line);
    // Before an end in order. The heartbeat stops.
    void goodbye();

private:
    Task<Result<FileDescriptor>> connect();
    Result<void> spawn() const;
    Task<Result<void>> hello();
    Task<void> beat_for_ever();
    Result<void> say(const guard::Message& message);
    void read();
    void heard(std::string_view line);
    void lose(Error why);

    Loop& loop_;
    Post post_;
    std::string socket_;
    std::vector<std::string> left_in_;
    std::string unread_;
    std::optional<Answer<Result<void>>::Resolver> welcome_;
    std::optional<FileDescriptor> fd_;
    std::unique_ptr<QSocketNotifier> readable_;  // after fd_: stops watching before it closes
    std::optional<Running> beating_;
};

}  // namespace banc
