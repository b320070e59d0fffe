// SPDX-License-Identifier: EUPL-1.2
#include "bench/virtual/server.h"

#include <signal.h>
#include <sys/signalfd.h>

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QStandardPaths>
#include <cstdio>
#include <cstdlib>

#include "bench/virtual/bench.h"
#include "bench/virtual/door.h"
#include "bench/virtual/files.h"
#include "drivers/emulators/board_port.h"
#include "drivers/transport/qt_loop.h"

namespace banc {
namespace {

constexpr std::size_t kMaxRequest = 4096;  // a JSON line of hands or panel is 100 bytes
constexpr const char* kBoardDoor = "board-relais";

// One JSON object a line, one answered a line; cut anywhere. Too long a line empties the buffer.
Door::Handler json_lines(std::function<Json(const Json&)> answer) {
    return [answer = std::move(answer), partial = std::string()](ByteView bytes) mutable {
        std::string out;
        for (const auto byte : bytes) {
            if (byte != '\n') {
                if (partial.size() < kMaxRequest) partial += static_cast<char>(byte);
                continue;
            }
            out += answer(parse_json(partial).value_or(Json())).dump() + "\n";
            partial.clear();
        }
        const auto sent = view(out);
        return Bytes(sent.begin(), sent.end());
    };
}

class Server {
public:
    Server(VirtualOptions options, std::string qemu, PcDisks disks)
        : options_(std::move(options)),
          bench_(loop_, {std::move(qemu), std::move(disks), options_.dir + "/qemu.log"},
                 {[this](ByteView bytes) {
                      console_.tell(bytes);
                      desk_.tell(bytes);
                  },
                  [this](ByteView bytes) { agent_.tell(bytes); },
                  [this](std::uint8_t bits) { signals_.tell(ByteView(&bits, 1)); },
                  [this](ByteView bytes) { meter_.tell(bytes); },
                  [this](Plug to) { return plug(to); }, [this] { end_soon(); }}) {}

    Result<void> open() {
        for (const auto& [name, door] : doors()) {
            door->on_change = [this] { watch_attached(); };
            if (auto done = door->open(path(name)); !done) return done;
        }
        watch_attached();
        life_ = loop_.after(options_.lifetime, [] { QCoreApplication::quit(); });
        return {};
    }

private:
    std::array<std::pair<const char*, Door*>, 8> doors() {
        return {{{"console", &console_},
                 {"console.signals", &signals_},
                 {"desk", &desk_},
                 {"agent", &agent_},
                 {"meter", &meter_},
                 {kBoardDoor, &board_},
                 {"hands", &hands_},
                 {"panel", &panel_}}};
    }

    std::string path(std::string_view door) const {
        return fmt::format("{}/{}", options_.dir, door);
    }

    // A cable pulled and plugged: who holds the board is cut off, and nobody finds it meanwhile.
    Result<void> plug(Plug to) {
        board_.shut();
        if (to == Plug::out) return {};
        return board_.open(path(kBoardDoor));
    }

    void watch_attached() {
        int attached = 0;
        for (const auto& [name, door] : doors()) attached += door->attached();
        bench_.meter().attended(meter_.attached());
        alone_.reset();
        if (attached == 0) alone_ = loop_.after(options_.linger, [] { QCoreApplication::quit(); });
    }

    // The answer to `quit` goes out first.
    void end_soon() {
        alone_ = loop_.after(std::chrono::milliseconds{50}, [] { QCoreApplication::quit(); });
    }

    Door::Welcome typed_at_console() {
        return {[this](ByteView bytes) {
                    bench_.machine().to_console(bytes);
                    return Bytes{};
                },
                {}};
    }

    VirtualOptions options_;
    QtLoop loop_;
    Door console_{[this] { return typed_at_console(); }};
    Door desk_{[this] { return typed_at_console(); }};
    Door signals_{[this] {
        return Door::Welcome{[this](ByteView bytes) {
                                 for (std::size_t n = bytes.size(); n > 0; --n)
                                     bench_.machine().send_break();
                                 return Bytes{};
                             },
                             Bytes{bench_.signals()}};
    }};
    Door agent_{[this] {
        return Door::Welcome{[this](ByteView bytes) {
                                 bench_.machine().to_agent(bytes);
                                 return Bytes{};
                             },
                             {}};
    }};
    Door meter_{[] { return Door::Welcome{[](ByteView) { return Bytes{}; }, {}}; }};
    BoardClaim claim_;
    Door board_{[this] {
        const auto file = claim_.open();
        BoardPort port(&bench_.board(), claim_, file);
        return Door::Welcome{[port](ByteView bytes) mutable { return port.receive(bytes); },
                             {},
                             [this, file] { claim_.close(file); }};
    }};
    Door hands_{[this] {
        return Door::Welcome{json_lines([this](const Json& r) { return bench_.hands(r); }), {}};
    }};
    Door panel_{[this] {
        return Door::Welcome{json_lines([this](const Json& r) { return bench_.panel(r); }), {}};
    }};
    TimerPtr life_;
    TimerPtr alone_;
    VirtualBench bench_;  // last: its QEMU is gone before the doors are
};

// SIGTERM and SIGINT end the bench in order, through the loop.
class EndSignals {
public:
    EndSignals() : fd_(block_and_watch()), readable_(fd_.get(), QSocketNotifier::Read) {
        QObject::connect(&readable_, &QSocketNotifier::activated, [] { QCoreApplication::quit(); });
    }

private:
    static int block_and_watch() {
        sigset_t ends;
        sigemptyset(&ends);
        sigaddset(&ends, SIGTERM);
        sigaddset(&ends, SIGINT);
        ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);
        return ::signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
    }
    FileDescriptor fd_;
    QSocketNotifier readable_;
};

Result<std::string> find_qemu(const std::string& program) {
    const auto found = QStandardPaths::findExecutable(QString::fromStdString(program));
    if (!found.isEmpty()) return found.toStdString();
    return fail(Errc::environment, text("QEMU introuvable ({})", "QEMU not found ({})", program),
                text("installer le paquet qemu-system-x86, ou lancer bench/demo",
                     "install package qemu-system-x86, or run bench/demo"));
}

Result<void> serve(const VirtualOptions& options) {
    const auto qemu = find_qemu(options.qemu);
    if (!qemu) return tl::unexpected(qemu.error());
    const auto lock = take_folder(options.dir);
    if (!lock) return tl::unexpected(lock.error());
    const auto disks =
        copy_disks(options.image.empty() ? image_folder() : options.image, options.dir);
    if (!disks) return tl::unexpected(disks.error());

    const EndSignals signals;
    Server server(options, *qemu, *disks);
    auto opened = server.open();
    if (opened) {
        fmt::print("ready {}\n", options.dir);
        std::fflush(stdout);
        QCoreApplication::exec();
    }
    clear_folder(*disks, options.dir);
    return opened;
}

}  // namespace

std::string image_folder() {
    if (const auto* cache = std::getenv("BANC_CACHE")) return std::string(cache) + "/pc";
    const auto xdg = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    return xdg.toStdString() + "/banc/pc";
}

int serve_virtual(const VirtualOptions& options) {
    const auto served = serve(options);
    if (served) return 0;
    fmt::print(stderr, "{}\n", served.error().line(options.lang));
    return exit_code(served.error().code);
}

}  // namespace banc
