// SPDX-License-Identifier: EUPL-1.2
#include "bench/guard/daemon_process.h"

#include <fmt/format.h>
#include <sys/socket.h>

extern "C" {  // glibc 2.36 forgot to say so in this header
#include <sys/pidfd.h>
}

#include <csignal>
#include <fstream>
#include <sstream>

namespace banc::guard {
namespace {

tl::unexpected<Error> not_it() {
    return fail(Errc::refused, text("ce n'est pas le processus qui s'annonce",
                                    "this is not the process that was announced"));
}

std::int64_t peer_of(int socket) {
    ucred peer{};
    socklen_t size = sizeof peer;
    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 ? peer.pid : -1;
}

}  // namespace

// proc(5): the name in parentheses may hold anything; the start is field 22, the 20th after it.
Result<std::int64_t> start_of(std::int64_t pid) {
    std::ifstream file(fmt::format("/proc/{}/stat", pid));
    std::string all{std::istreambuf_iterator<char>(file), {}};
    const auto name_end = all.rfind(')');
    if (name_end == std::string::npos) return not_it();
    std::istringstream fields(all.substr(name_end + 1));
    std::string word;
    for (int n = 0; n < 19; ++n) fields >> word;
    std::int64_t start = 0;
    if (!(fields >> start)) return not_it();
    return start;
}

// The descriptor first, then the comparison: what it points to can't change any more.
Result<std::unique_ptr<DaemonProcess>> DaemonProcess::hold(int socket, const Hello& hello) {
    if (peer_of(socket) != hello.pid) return not_it();
    FileDescriptor fd(pidfd_open(static_cast<pid_t>(hello.pid), 0));
    if (fd.get() < 0) return not_it();
    const auto start = start_of(hello.pid);
    if (!start || *start != hello.started) return not_it();
    return std::unique_ptr<DaemonProcess>(new DaemonProcess(std::move(fd)));
}

void DaemonProcess::on_gone(std::function<void()> call) {
    ended_ = std::make_unique<QSocketNotifier>(fd_.get(), QSocketNotifier::Read);
    QObject::connect(ended_.get(), &QSocketNotifier::activated, ended_.get(),
                     [this, call = std::move(call)] {
                         ended_->setEnabled(false);
                         call();
                     });
}

void DaemonProcess::kill() const { pidfd_send_signal(fd_.get(), SIGKILL, nullptr, 0); }

}  // namespace banc::guard
