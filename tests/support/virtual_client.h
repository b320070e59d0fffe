// SPDX-License-Identifier: EUPL-1.2
// A virtual bench in a process of its own, driven from a test with plain blocking sockets.
#pragma once

#include <sys/types.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/core/bytes.h"
#include "bench/core/json.h"
#include "drivers/transport/unix_socket.h"

namespace banc {

// One attachment. Everything read stays in text() until expect() has gone past it.
class VirtualSocket {
public:
    explicit VirtualSocket(const std::string& path);
    void send(std::string_view bytes);
    // True when `wanted` comes before `seconds` have passed (a bound, not a measure); what was read
    // up to its end is then forgotten.
    bool expect(std::string_view wanted, int seconds);
    // The next whole line without its end; nothing when none comes in time.
    std::optional<std::string> line(int seconds);
    bool closed();  // the bench has hung up
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    bool read_some(int milliseconds);

    FileDescriptor fd_;
    std::string text_;
    bool closed_ = false;
};

// Its folder is made under the system's temporary folder and goes with it. A program that did not
// get ready leaves ready() empty and its one sentence in complaint().
class VirtualProcess {
public:
    explicit VirtualProcess(std::vector<std::string> command, std::string dir = {});
    ~VirtualProcess();
    VirtualProcess(const VirtualProcess&) = delete;
    VirtualProcess& operator=(const VirtualProcess&) = delete;

    VirtualSocket& socket(const std::string& name);  // attached once, then kept
    void detach(const std::string& name) { sockets_.erase(name); }
    Json ask(const std::string& name, const Json& request);  // hands and panel
    // One question to the agent: its lines up to "end" or "no", without the nonce. Empty: silence.
    std::string agent(const std::string& question, int seconds = 10);

    [[nodiscard]] const std::string& dir() const { return dir_; }
    [[nodiscard]] bool ready() const { return ready_; }
    [[nodiscard]] const std::string& complaint() const { return complaint_; }
    [[nodiscard]] pid_t pid() const { return pid_; }
    void kill_hard();  // SIGKILL, and waits for it
    int wait();        // exit code once it has ended by itself; -1 when a signal ended it

private:
    std::string dir_;
    pid_t pid_ = -1;
    bool ready_ = false;
    std::string complaint_;
    std::map<std::string, std::unique_ptr<VirtualSocket>> sockets_;
    unsigned asked_ = 0;
};

// The process is gone, seen within `seconds`.
bool gone(pid_t pid, int seconds);

}  // namespace banc
