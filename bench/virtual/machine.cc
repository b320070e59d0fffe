// SPDX-License-Identifier: EUPL-1.2
#include "bench/virtual/machine.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QLocalSocket>
#include <QProcess>
#include <array>
#include <fstream>

#include "bench/virtual/cable.h"
#include "bench/virtual/monitor.h"

namespace banc {
namespace {

constexpr qint64 kMaxQueued = 64 * 1024;  // towards the guest: far more than a person types
constexpr int kKillMs = 5000;             // SIGKILL takes some 20 ms; a machine that swaps, more

struct Pair {
    FileDescriptor ours{-1};
    FileDescriptor theirs{-1};
};

Result<Pair> make_pair(int type) {
    std::array<int, 2> fds{};
    if (::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, fds.data()) != 0)
        return fail(Errc::environment, text("plus de descripteur libre", "out of descriptors"));
    return Pair{FileDescriptor(fds[0]), FileDescriptor(fds[1])};
}

struct Pairs {
    Pair monitor, console, agent, network;
    [[nodiscard]] PcWires theirs() const {
        return {monitor.theirs.get(), console.theirs.get(), agent.theirs.get(),
                network.theirs.get()};
    }
};

Result<Pairs> make_pairs() {
    Pairs pairs;
    for (auto* each : {&pairs.monitor, &pairs.console, &pairs.agent, &pairs.network}) {
        auto made = make_pair(each == &pairs.network ? SOCK_DGRAM : SOCK_STREAM);
        if (!made) return tl::unexpected(std::move(made.error()));
        *each = std::move(*made);
    }
    return pairs;
}

// Runs in the child between fork and exec: only async-signal-safe calls.
void become_child(const PcWires& wires, pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(1);  // it died before the line above
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int fd : {wires.monitor, wires.console, wires.agent, wires.network})
        ::fcntl(fd, F_SETFD, 0);
}

QStringList to_qt(const std::vector<std::string>& words) {
    QStringList out;
    for (const auto& word : words) out << QString::fromStdString(word);
    return out;
}

void write_bounded(QLocalSocket& port, ByteView bytes) {
    if (port.bytesToWrite() + static_cast<qint64>(bytes.size()) > kMaxQueued) return;
    port.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
}

void forward(QLocalSocket& port, const std::function<void(ByteView)>& to) {
    const QByteArray bytes = port.readAll();
    if (!bytes.isEmpty()) to(view({bytes.constData(), static_cast<std::size_t>(bytes.size())}));
}

int release(FileDescriptor& fd) {
    const FileDescriptor taken = std::move(fd);
    return ::fcntl(taken.get(), F_DUPFD_CLOEXEC, 0);
}

}  // namespace

struct Machine::Child {
    Child(Pairs& pairs, Monitor::Listener listener)
        : monitor(release(pairs.monitor.ours), std::move(listener)),
          cable(std::move(pairs.network.ours)) {
        console.setSocketDescriptor(release(pairs.console.ours));
        agent.setSocketDescriptor(release(pairs.agent.ours));
    }
    Monitor monitor;
    Cable cable;
    QLocalSocket console;
    QLocalSocket agent;
    QProcess process;  // last: it is gone before its ports are
};

Machine::Machine(Parts parts, Listener listener)
    : program_(std::move(parts.program)),
      disks_(std::move(parts.disks)),
      log_(std::move(parts.log)),
      listener_(std::move(listener)) {}

Machine::~Machine() { kill(); }

Result<void> Machine::start(const PcState& pc) {
    auto pairs = make_pairs();
    if (!pairs) return tl::unexpected(std::move(pairs.error()));
    Monitor::Listener monitor;
    monitor.refused = [this](const std::string& why) { log("QMP: " + why); };
    monitor.event = [this](const Json& event) {
        if (event.value("event", "") != "SHUTDOWN") return;
        if (event["data"].value("reason", "") == "guest-reset") listener_.reset();
    };
    child_ = std::make_unique<Child>(*pairs, std::move(monitor));
    auto& child = *child_;
    QObject::connect(&child.console, &QLocalSocket::readyRead, &child.console,
                     [this, &child] { forward(child.console, listener_.console); });
    QObject::connect(&child.agent, &QLocalSocket::readyRead, &child.agent,
                     [this, &child] { forward(child.agent, listener_.agent); });
    // Queued: the handler may start another child, and this one's signal must have returned first.
    QObject::connect(
        &child.process, &QProcess::finished, &child.process, [this] { bury(); },
        Qt::QueuedConnection);

    const auto wires = pairs->theirs();
    child.process.setChildProcessModifier(
        [wires, parent = ::getpid()] { become_child(wires, parent); });
    child.process.setProcessChannelMode(QProcess::MergedChannels);
    child.process.setStandardOutputFile(QString::fromStdString(log_), QIODevice::Append);
    child.process.setStandardInputFile(QProcess::nullDevice());
    child.process.start(QString::fromStdString(program_), to_qt(qemu_arguments(pc, disks_, wires)));
    for (const auto& command : first_commands(pc)) child.monitor.send(command);
    return {};
}

void Machine::kill() {
    if (!child_) return;
    child_->process.disconnect();
    child_->process.kill();
    child_->process.waitForFinished(kKillMs);  // the next start needs the disks' locks
    child_.reset();
}

// Its last words first: why it ended, and what the console still said.
void Machine::bury() {
    child_->monitor.drain();
    while (child_->console.waitForReadyRead(0)) continue;
    child_.reset();
    listener_.ended();
}

void Machine::press() {
    if (child_) child_->monitor.send({{"execute", "system_powerdown"}});
}

void Machine::change(Line line, Health to) {
    if (!child_) return;
    for (const auto& command : live_commands(line, to)) child_->monitor.send(command);
}

void Machine::to_console(ByteView bytes) {
    if (child_) write_bounded(child_->console, bytes);
}

void Machine::send_break() {
    if (!child_) return;
    child_->monitor.send({{"execute", "chardev-send-break"}, {"arguments", {{"id", "console"}}}});
}

void Machine::to_agent(ByteView bytes) {
    if (child_) write_bounded(child_->agent, bytes);
}

std::int64_t Machine::pid() const { return child_ ? child_->process.processId() : 0; }

void Machine::log(const std::string& line) const {
    std::ofstream(log_, std::ios::app) << line << '\n';
}

}  // namespace banc
