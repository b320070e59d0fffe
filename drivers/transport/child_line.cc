// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/child_line.h"

#include <sys/prctl.h>
#include <unistd.h>

#include <QStandardPaths>
#include <algorithm>
#include <csignal>

namespace banc {
namespace {

constexpr int kGoodbye_ms = 2000;        // SIGKILL to gone: a program can't refuse it
constexpr std::size_t kWordsMax = 300;   // a sentence for a person
constexpr qint64 kReadSize = 16 * 1024;  // one turn of the loop: other lines come next

// In the child, before the program. A parent that died in between leaves nobody behind.
void die_with(pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(127);
    sigset_t none{};
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);  // ours waits for them on a descriptor
}

}  // namespace

Result<std::unique_ptr<ChildLine>> ChildLine::open(Loop& loop, ChildProgram program) {
    if (QStandardPaths::findExecutable(QString::fromStdString(program.program)).isEmpty())
        return fail(Errc::environment,
                    text("{} : programme {} introuvable", "{}: program {} not found", program.name,
                         program.program),
                    text("installer le paquet {}", "install package {}", program.package));
    return std::unique_ptr<ChildLine>(new ChildLine(loop, std::move(program)));
}

ChildLine::ChildLine(Loop& loop, ChildProgram program) : loop_(loop), child_(std::move(program)) {
    process_.setProgram(QString::fromStdString(child_.program));
    QStringList arguments;
    for (const auto& each : child_.arguments) arguments << QString::fromStdString(each);
    process_.setArguments(arguments);
    process_.setChildProcessModifier([parent = ::getpid()] { die_with(parent); });
    QObject::connect(&process_, &QProcess::readyReadStandardOutput, &process_, [this] { read(); });
    QObject::connect(&process_, &QProcess::readyReadStandardError, &process_,
                     [this] { read_errors(); });
    QObject::connect(&process_, &QProcess::finished, &process_, [this] { again_later(); });
    QObject::connect(&process_, &QProcess::errorOccurred, &process_,
                     [this](QProcess::ProcessError error) {
                         if (error == QProcess::ProcessError::FailedToStart) again_later();
                     });
}

ChildLine::~ChildLine() {
    process_.disconnect();
    if (!alive()) return;
    process_.kill();
    process_.waitForFinished(kGoodbye_ms);
}

void ChildLine::listen(Listener listener) {
    listener_ = std::move(listener);
    if (!alive() && !again_) start();
}

Result<void> ChildLine::write(ByteView) {
    return fail(Errc::refused, text("{} : on ne fait qu'écouter cette ligne",
                                    "{}: this line is only listened to", child_.name));
}

void ChildLine::start() {
    again_.reset();
    silent_ = loop_.after(child_.silence, [this] { process_.kill(); });
    process_.start();
}

void ChildLine::read() {
    while (process_.bytesAvailable() > 0) {
        const QByteArray got = process_.read(kReadSize);
        if (got.isEmpty()) return;
        pause_ = kFirstPause;
        silent_ = loop_.after(child_.silence, [this] { process_.kill(); });
        const std::string_view said(got.constData(), static_cast<std::size_t>(got.size()));
        if (listener_.bytes) listener_.bytes(view(said), loop_.now());
    }
}

void ChildLine::read_errors() {
    const auto said = process_.readAllStandardError().trimmed().toStdString();
    if (said.empty()) return;
    const auto last = said.substr(said.find_last_of('\n') + 1);  // npos + 1: from the start
    last_words_ = last.substr(0, kWordsMax);
}

void ChildLine::again_later() {
    read();
    silent_.reset();
    again_ = loop_.after(pause_, [this] { start(); });
    pause_ = std::min(2 * pause_, kLongestPause);
}

}  // namespace banc
