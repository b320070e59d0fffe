// SPDX-License-Identifier: EUPL-1.2
#include "bench/guard/guard_server.h"

#include <sys/socket.h>

#include <QCoreApplication>
#include <QLocalServer>
#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>

#include "bench/guard/daemon_process.h"
#include "bench/guard/guard.h"
#include "bench/scenario/load.h"
#include "bench/yaml/read.h"
#include "drivers/transport/open_board.h"
#include "drivers/transport/qt_loop.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kHelloWithin = 30s;         // who starts a guard speaks to it at once
constexpr std::size_t kConnectionsMax = 8;  // a daemon, the next one, and somebody curious

// One end of the socket: whole lines in, whole lines out.
class Connection {
public:
    explicit Connection(int fd) : fd_(fd), readable_(fd, QSocketNotifier::Read) {}

    // Everything that has come; what a daemon said before it died is still here after its end.
    template <class Heard>
    void drain(const Heard& heard) {
        std::array<char, 4096> some{};
        for (;;) {
            const auto got = ::recv(fd_.get(), some.data(), some.size(), MSG_DONTWAIT);
            if (got < 0 && errno == EINTR) continue;
            if (got == 0 || (got < 0 && errno != EAGAIN)) hang_up();
            if (got <= 0) return;
            unread_.append(some.data(), static_cast<std::size_t>(got));
            for (auto end = unread_.find('\n'); end != std::string::npos;
                 end = unread_.find('\n')) {
                const auto line = unread_.substr(0, end);
                unread_.erase(0, end + 1);
                heard(line);
            }
            if (unread_.size() > guard::kLineMax) return hang_up();
        }
    }
    void say(const Json& answer) const {
        const auto line = answer.dump() + "\n";
        ::send(fd_.get(), line.data(), line.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    }
    void refuse(const Error& error) const {
        say({{"error", {{"fr", error.line(Lang::fr)}, {"en", error.line(Lang::en)}}}});
    }
    [[nodiscard]] bool closed() const { return closed_; }
    [[nodiscard]] int fd() const { return fd_.get(); }
    QSocketNotifier& readable() { return readable_; }

private:
    void hang_up() {
        closed_ = true;
        readable_.setEnabled(false);
    }

    FileDescriptor fd_;
    QSocketNotifier readable_;
    std::string unread_;
    bool closed_ = false;
};

// One exam under guard.
struct Watch {
    Watch(Loop& loop, const BoardTable& table, guard::Hello said, BenchConfig read)
        : hello(std::move(said)),
          bench(std::move(read)),
          log(hello.exam),
          boards{loop, table, hello.virtual_dir} {}
    guard::Hello hello;
    BenchConfig bench;
    GuardFile log;
    BoardContext boards;
    std::unique_ptr<guard::DaemonProcess> daemon;
    std::optional<Guard> guard;  // last: uses what stands above
};

// Its daemon has read it, and may be one that recovers an exam of another day.
Result<BenchConfig> bench_of(const guard::Hello& hello) {
    const auto source = read_text_file(hello.bench);
    if (!source) return tl::unexpected(source.error());
    auto bench = load_bench(*source, hello.bench, Rules::of_its_day);
    if (!bench) return tl::unexpected(bench.error().front());
    return std::move(*bench);
}

class GuardServer : private QLocalServer {
public:
    explicit GuardServer(const GuardOptions& options) : options_(options) {}

    Result<void> open() {
        const auto path = options_.dir + "/" + std::string(guard::kSocket);
        if (connect_unix(path))
            return fail(Errc::refused, text("un autre gardien est dans {}",
                                            "another guard is in {}", options_.dir));
        const auto name = QString::fromStdString(path);
        removeServer(name);  // of a guard that was killed
        setSocketOptions(UserAccessOption);
        if (!listen(name)) {
            const auto why = errorString().toStdString();
            return fail(Errc::environment, text("socket {} : {}", "socket {}: {}", path, why),
                        text("choisir un dossier court où l'on peut écrire",
                             "choose a short folder that can be written to"));
        }
        nobody_ = loop_.after(kHelloWithin, [this] { finish(kNobody); });
        return {};
    }
    [[nodiscard]] int code() const { return code_; }

private:
    static constexpr int kNobody = 3;

    void incomingConnection(quintptr fd) override {
        std::erase_if(connections_, [&](const auto& c) { return c->closed() && &*c != daemon_; });
        auto mine = std::make_unique<Connection>(static_cast<int>(fd));
        if (connections_.size() >= kConnectionsMax) return;
        auto* connection = mine.get();
        QObject::connect(&connection->readable(), &QSocketNotifier::activated,
                         &connection->readable(), [this, connection] { read(*connection); });
        connections_.push_back(std::move(mine));
    }

    void read(Connection& from) {
        from.drain([&](const std::string& line) { heard(from, line); });
    }

    void heard(Connection& from, const std::string& line) {
        auto message = guard::read_message(line);
        if (!message) return from.refuse(message.error());
        Result<void> done;
        if (const auto* hello = std::get_if<guard::Hello>(&*message))
            done = greet(from, *hello);
        else if (&from != daemon_)
            done = fail(Errc::refused, text("dites d'abord « hello »", "say \"hello\" first"));
        else
            done = obey(*message);
        if (!done) from.refuse(done.error());
    }

    Result<void> obey(const guard::Message& message) {
        Guard& guard = *watch_->guard;
        if (std::holds_alternative<guard::Goodbye>(message)) guard.goodbye();
        if (std::holds_alternative<guard::Beat>(message)) guard.beat();
        const auto* said = std::get_if<guard::LineSaid>(&message);
        return said == nullptr ? Result<void>{} : guard.said(said->line, said->to);
    }

    Result<void> greet(Connection& from, const guard::Hello& hello) {
        auto process = guard::DaemonProcess::hold(from.fd(), hello);
        if (!process) return tl::unexpected(process.error());
        if (watch_ && watch_->hello.exam != hello.exam)
            return fail(Errc::refused, text("ce gardien veille sur {}", "this guard watches {}",
                                            watch_->hello.exam));
        if (watch_) {
            auto back = watch_->guard->back();
            if (!back) return back;
            take(from, std::move(*process));
            return {};
        }
        auto bench = bench_of(hello);
        if (!bench) return tl::unexpected(bench.error());
        begin(hello, std::move(*bench));
        take(from, std::move(*process));
        welcome({});
        return {};
    }

    void begin(const guard::Hello& hello, BenchConfig bench) {
        nobody_.reset();
        watch_ = std::make_unique<Watch>(loop_, options_.table, hello, std::move(bench));
        auto* boards = &watch_->boards;
        boards->first_look = FirstLook::none;
        const auto claim = [boards](BoardConfig config) {
            return open_board(*boards, std::move(config));
        };
        // What can't be read is not known: a guard guards all the same.
        Result<Commissioning> seen;
        if (!hello.data.empty())
            seen = Commissioning::open(commissioning_file(hello.data, watch_->bench.name));
        watch_->guard.emplace(
            GuardMeans{loop_, watch_->log, claim, std::move(seen).value_or(Commissioning{})},
            watch_->bench,
            Guard::Ways{[this] { watch_->daemon->kill(); }, [this](const auto& in) { welcome(in); },
                        [this](GuardEnd why) { end(why); }});
    }

    // What it said before its end comes first.
    void take(Connection& from, std::unique_ptr<guard::DaemonProcess> process) {
        daemon_ = &from;
        watch_->daemon = std::move(process);
        watch_->daemon->on_gone([this] {
            read(*daemon_);
            watch_->guard->gone();
        });
    }

    void welcome(const std::vector<std::string>& in) {
        daemon_->say({{"welcome", true}, {"in", in}});
    }

    void end(GuardEnd why) { finish(why == GuardEnd::quarantined ? kNobody : 0); }
    void finish(int code) {
        code_ = code;
        QCoreApplication::quit();
    }

    const GuardOptions& options_;
    QtLoop loop_;
    int code_ = 0;
    TimerPtr nobody_;
    std::vector<std::unique_ptr<Connection>> connections_;
    Connection* daemon_ = nullptr;  // the connection that said hello; kept although closed
    std::unique_ptr<Watch> watch_;
};

// A guard is started by a daemon that may have these blocked, and outlives its terminal.
void settle_signals() {
    sigset_t none{};
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int number : {SIGINT, SIGHUP, SIGPIPE}) std::signal(number, SIG_IGN);
}

int serve(const GuardOptions& options) {
    GuardServer server(options);
    const auto opened = server.open();
    if (!opened) {
        fmt::print(stderr, "{}\n", opened.error().line(options.lang));
        return exit_code(opened.error().code);
    }
    QCoreApplication::exec();
    return server.code();
}

}  // namespace

int serve_guard(const GuardOptions& options) {
    settle_signals();
    std::error_code failed;
    const bool made = std::filesystem::create_directories(options.dir, failed);
    if (made) std::filesystem::permissions(options.dir, std::filesystem::perms::owner_all, failed);
    const int code = serve(options);
    if (made) std::filesystem::remove(options.dir, failed);  // empty now, or another guard's
    return code;
}

}  // namespace banc
