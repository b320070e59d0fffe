// SPDX-License-Identifier: EUPL-1.2
#include "bench/guard/guard_client.h"

#include <sys/socket.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QProcess>
#include <array>
#include <cerrno>
#include <filesystem>

#include "bench/guard/daemon_process.h"
#include "bench/journal/crypto.h"
#include "drivers/transport/board_lock.h"

namespace banc {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr Nanos kBeat = 1s;            // the guard allows five of them to be missed
constexpr Nanos kListensWithin = 15s;  // a program that starts on a busy PC
constexpr Nanos kLookAgain = 20ms;
constexpr Nanos kWelcomeWithin = 15s;  // it may have to finish with a board first

Error no_guard(const std::string& why) {
    return {Errc::environment,
            text("le gardien du banc ne répond pas : {}", "the bench's guard does not answer: {}",
                 why),
            text("aucune panne n'est mise sans lui : recommencez l'épreuve",
                 "no fault is put in without it: begin the exam again")};
}

// One name for one folder, also through a link: the guard knows an exam by it.
std::string absolute(const std::string& path) {
    std::error_code failed;
    const auto whole = path.empty() ? fs::path() : fs::weakly_canonical(path, failed);
    return failed ? path : whole.string();
}

}  // namespace

std::string guard_folder(const std::string& exam_folder) {
    constexpr std::size_t digits = 16;  // of the hash of a path: no two exams of one machine meet
    std::error_code none;
    auto shared = lock_folder();
    if (shared.empty()) shared = fs::temp_directory_path(none).string();
    return shared + "/banc-guard-" + hex(hash_of(view(absolute(exam_folder)))).substr(0, digits);
}

GuardClient::GuardClient(Loop& loop, Post post)
    : loop_(loop),
      post_(std::move(post)),
      socket_(guard_folder(post_.exam) + "/" + std::string(guard::kSocket)) {}

Task<Result<void>> GuardClient::start() {
    const bool there = connect_unix(socket_).has_value();
    const auto spawned = there ? Result<void>{} : spawn();
    if (!spawned) co_return spawned;
    auto connected = co_await connect();
    if (!connected) co_return tl::unexpected(connected.error());
    fd_.emplace(std::move(*connected));
    readable_ = std::make_unique<QSocketNotifier>(fd_->get(), QSocketNotifier::Read);
    QObject::connect(readable_.get(), &QSocketNotifier::activated, readable_.get(),
                     [this] { read(); });
    auto welcomed = co_await hello();
    if (welcomed) beating_.emplace(beat_for_ever());
    co_return welcomed;
}

// In a session of its own, child of nobody, its words to nobody: whoever reads ours must not wait
// for its end.
Result<void> GuardClient::spawn() const {
    QProcess process;
    process.setProgram(QCoreApplication::applicationFilePath());
    process.setArguments({QStringLiteral("guard"), QStringLiteral("--dir"),
                          QString::fromStdString(guard_folder(post_.exam))});
    process.setWorkingDirectory(QStringLiteral("/"));
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    if (process.startDetached()) return {};
    return tl::unexpected(no_guard(process.errorString().toStdString()));
}

Task<Result<FileDescriptor>> GuardClient::connect() {
    const Nanos until = loop_.now().since_boot + kListensWithin;
    for (;;) {
        auto connected = connect_unix(socket_);
        if (connected) co_return connected;
        if (loop_.now().since_boot > until)
            co_return tl::unexpected(no_guard(connected.error().what.en));
        co_await pause(loop_, kLookAgain);
    }
}

Task<Result<void>> GuardClient::hello() {
    const std::int64_t pid = getpid();
    const auto started = guard::start_of(pid);
    if (!started) co_return tl::unexpected(started.error());
    Answer<Result<void>> answer(loop_);
    welcome_ = answer.resolver();
    const auto limit = loop_.after(kWelcomeWithin, [r = answer.resolver()] {
        r(tl::unexpected(no_guard("15 s")));
    });
    guard::Hello hello{pid,
                       *started,
                       absolute(post_.exam),
                       absolute(post_.bench),
                       absolute(post_.virtual_dir),
                       absolute(post_.data)};
    const auto sent = say(hello);
    if (!sent) co_return sent;
    Result<void> welcomed = co_await answer;
    co_return welcomed;
}

Task<void> GuardClient::beat_for_ever() {
    while (fd_) {
        co_await pause(loop_, kBeat);
        static_cast<void>(say(guard::Beat{}));
    }
}

Result<void> GuardClient::before_fault(const std::string& line) {
    return say(guard::LineSaid{line, Position::fault});
}

void GuardClient::after_healthy(const std::string& line) {
    static_cast<void>(say(guard::LineSaid{line, Position::healthy}));
}

void GuardClient::goodbye() {
    beating_.reset();
    if (fd_) static_cast<void>(say(guard::Goodbye{}));
    readable_.reset();
    fd_.reset();
}

// What the kernel has taken reaches the guard, also if we die now.
Result<void> GuardClient::say(const guard::Message& message) {
    if (!fd_) return tl::unexpected(no_guard("-"));
    const auto line = guard::line_of(message);
    const auto sent = ::send(fd_->get(), line.data(), line.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent == static_cast<ssize_t>(line.size())) return {};
    lose(no_guard("send"));
    return tl::unexpected(no_guard("send"));
}

void GuardClient::read() {
    std::array<char, 4096> some{};
    const auto got = ::recv(fd_->get(), some.data(), some.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) return lose(no_guard("end"));
    unread_.append(some.data(), static_cast<std::size_t>(got));
    for (auto end = unread_.find('\n'); end != std::string::npos; end = unread_.find('\n')) {
        const auto line = unread_.substr(0, end);
        unread_.erase(0, end + 1);
        heard(line);
    }
    if (unread_.size() > guard::kLineMax) lose(no_guard("?"));
}

void GuardClient::heard(std::string_view line) {
    const auto answer = parse_json(line);
    if (!welcome_ || !answer || !answer->is_object()) return;
    if (answer->contains("error")) {
        const auto& error = (*answer)["error"];
        (*welcome_)(fail(Errc::refused, {error.value("fr", "?"), error.value("en", "?")}));
    } else {
        for (const auto& in : answer->value("in", Json::array()))
            if (in.is_string()) left_in_.push_back(in.get<std::string>());
        (*welcome_)(Result<void>{});
    }
    welcome_.reset();
}

void GuardClient::lose(Error why) {
    if (readable_) readable_->setEnabled(false);
    fd_.reset();
    if (welcome_) (*welcome_)(tl::unexpected(std::move(why)));
    welcome_.reset();
}

}  // namespace banc
