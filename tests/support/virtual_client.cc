// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/virtual_client.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <thread>

#include "tests/support/scratch_folder.h"

namespace banc {
namespace {

using Clock = std::chrono::steady_clock;

bool readable(int fd, int milliseconds) {
    pollfd waiting{fd, POLLIN, 0};
    return ::poll(&waiting, 1, milliseconds) > 0;
}

std::string read_all(int fd) {
    std::string out;
    std::array<char, 4096> block{};
    for (ssize_t n = 0; (n = ::read(fd, block.data(), block.size())) > 0;)
        out.append(block.data(), static_cast<std::size_t>(n));
    return out;
}

// "ready DIR\n", byte by byte: nothing after it may be swallowed.
bool read_ready(int fd) {
    std::string line;
    for (char c = 0; readable(fd, 30'000) && ::read(fd, &c, 1) == 1 && c != '\n';) line += c;
    return line.starts_with("ready ");
}

pid_t spawn(std::vector<std::string> command, int out, int err) {
    const pid_t pid = ::fork();
    if (pid != 0) return pid;
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    std::vector<char*> words;
    for (auto& each : command) words.push_back(each.data());
    words.push_back(nullptr);
    ::execvp(words[0], words.data());
    ::_exit(127);
}

}  // namespace

VirtualSocket::VirtualSocket(const std::string& path) : fd_(-1) {
    if (auto connected = connect_unix(path)) fd_ = std::move(*connected);
    closed_ = fd_.get() < 0;
}

void VirtualSocket::send(std::string_view bytes) {
    closed_ = closed_ || ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0;
}

bool VirtualSocket::read_some(int milliseconds) {
    if (closed_ || !readable(fd_.get(), milliseconds)) return false;
    std::array<char, 4096> block{};
    const auto n = ::read(fd_.get(), block.data(), block.size());
    closed_ = n <= 0;
    if (n > 0) text_.append(block.data(), static_cast<std::size_t>(n));
    return n > 0;
}

bool VirtualSocket::expect(std::string_view wanted, int seconds) {
    const auto until = Clock::now() + std::chrono::seconds(seconds);
    for (;;) {
        if (const auto at = text_.find(wanted); at != std::string::npos) {
            text_.erase(0, at + wanted.size());
            return true;
        }
        if (closed_ || Clock::now() > until) return false;
        read_some(100);
    }
}

std::optional<std::string> VirtualSocket::line(int seconds) {
    const auto until = Clock::now() + std::chrono::seconds(seconds);
    while (text_.find('\n') == std::string::npos) {
        if (closed_ || Clock::now() > until) return std::nullopt;
        read_some(100);
    }
    const auto end = text_.find('\n');
    auto out = text_.substr(0, end);
    text_.erase(0, end + 1);
    return out;
}

bool VirtualSocket::closed() {
    while (read_some(0)) continue;
    return closed_;
}

VirtualProcess::VirtualProcess(std::vector<std::string> command, std::string dir)
    : dir_(dir.empty() ? test::new_folder() : std::move(dir)) {
    for (auto& word : command)
        if (word == "DIR") word = dir_;
    std::array<int, 2> out{};
    std::array<int, 2> err{};
    if (::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0) return;
    pid_ = spawn(std::move(command), out[1], err[1]);
    ::close(out[1]);
    ::close(err[1]);
    ready_ = read_ready(out[0]);
    if (!ready_) complaint_ = read_all(err[0]);
    ::close(out[0]);
    ::close(err[0]);
}

VirtualProcess::~VirtualProcess() {
    sockets_.clear();
    kill_hard();
    std::error_code ignored;
    std::filesystem::remove_all(dir_, ignored);
}

VirtualSocket& VirtualProcess::socket(const std::string& name) {
    auto& at = sockets_[name];
    if (!at) at = std::make_unique<VirtualSocket>(dir_ + "/" + name);
    return *at;
}

Json VirtualProcess::ask(const std::string& name, const Json& request) {
    auto& at = socket(name);
    at.send(request.dump() + "\n");
    return parse_json(at.line(10).value_or("")).value_or(Json());
}

std::string VirtualProcess::agent(const std::string& question, int seconds) {
    const auto nonce = fmt::format("{:016x}", ++asked_);
    auto& at = socket("agent");
    at.send("ask " + nonce + " " + question + "\n");
    std::string out;
    while (auto line = at.line(seconds)) {
        const auto mark = line->find(" " + nonce);
        if (mark == std::string::npos) continue;
        line->erase(mark, nonce.size() + 1);
        out += *line + "\n";
        if (line->starts_with("end") || line->starts_with("no")) return out;
    }
    return {};
}

void VirtualProcess::kill_hard() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    wait();
}

int VirtualProcess::wait() {
    int status = 0;
    if (pid_ <= 0 || ::waitpid(pid_, &status, 0) != pid_) return -1;
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool gone(pid_t pid, int seconds) {
    const auto until = Clock::now() + std::chrono::seconds(seconds);
    while (Clock::now() < until) {
        if (::kill(pid, 0) != 0) return true;
        std::this_thread::yield();
    }
    return false;
}

}  // namespace banc
