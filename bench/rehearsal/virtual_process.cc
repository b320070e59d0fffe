// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/virtual_process.h"

#include <unistd.h>

#include <QCoreApplication>
#include <csignal>

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kReady = 30s;      // the first start may copy a disk image
constexpr int kGoodbye_ms = 3000;  // SIGTERM to gone, QEMU included

Error no_bench(const std::string& why) {
    return {Errc::environment,
            text("le banc virtuel n'a pas démarré : {}", "the virtual bench did not start: {}",
                 why),
            {},
            {}};
}

}  // namespace

VirtualProcess::~VirtualProcess() {
    process_.disconnect();
    if (process_.state() != QProcess::NotRunning) {
        process_.terminate();
        if (!process_.waitForFinished(kGoodbye_ms)) process_.kill();
        process_.waitForFinished(kGoodbye_ms);
    }
}

std::string VirtualProcess::socket(std::string_view name) const {
    return folder() + "/" + std::string(name);
}

Task<Result<void>> VirtualProcess::start(Nanos linger) {
    if (!folder_.isValid()) co_return tl::unexpected(no_bench(folder_.errorString().toStdString()));
    Answer<Result<void>> ready(loop_);
    const auto resolver = ready.resolver();
    QObject::connect(&process_, &QProcess::readyReadStandardOutput, &process_, [this, resolver] {
        if (process_.readAllStandardOutput().startsWith("ready")) resolver(Result<void>{});
    });
    const auto over = [this, resolver] {
        const auto words = process_.readAllStandardError().trimmed().toStdString();
        resolver(tl::unexpected(no_bench(words.empty() ? "?" : words)));
    };
    QObject::connect(&process_, &QProcess::finished, &process_, over);
    QObject::connect(&process_, &QProcess::errorOccurred, &process_, over);
    // A session of its own: Ctrl-C at our terminal is for us, and we still need the PC to heal it.
    process_.setChildProcessModifier([] {
        ::setsid();
        sigset_t none{};
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, nullptr);  // ours waits for them on a descriptor
    });
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(linger).count();
    process_.start(QCoreApplication::applicationFilePath(),
                   {QStringLiteral("virtual"), QStringLiteral("--dir"), folder_.path(),
                    QStringLiteral("--linger"), QString::number(seconds) + QStringLiteral("s")});
    const auto limit =
        loop_.after(kReady, [resolver] { resolver(tl::unexpected(no_bench("30 s"))); });
    Result<void> up = co_await ready;
    co_return up;
}

}  // namespace banc
