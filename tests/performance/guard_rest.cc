// SPDX-License-Identifier: EUPL-1.2
// From the daemon's kill -9 to the last `rest` line at rest, with the real guard, four emulated
// boards behind their sockets, and eight lines in on each. One line of each board energises and
// stays, so that no board can be put to rest with its all-off frame. Every part is this program:
// `guard_rest` measures, `guard_rest daemon DIR` is killed, `guard_rest guard --dir DIR` rests.
#include <fmt/format.h>
#include <signal.h>

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <fstream>

#include "bench/guard/guard_client.h"
#include "bench/guard/guard_server.h"
#include "bench/virtual/door.h"
#include "drivers/emulators/board_port.h"
#include "drivers/transport/open_board.h"
#include "drivers/transport/qt_loop.h"
#include "tests/performance/times.h"
#include "tests/transport/wait.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr int kRuns = 20;
constexpr int kBoards = 4;
constexpr int kLines = 8;  // of each board; the last energises
constexpr unsigned kAllIn = 0xff;
constexpr unsigned kAtRest = 0x80;

std::string board_name(int board) { return fmt::format("b{}", board); }
std::string line_name(int board, int line) { return fmt::format("pc.b{}.l{}", board, line); }

const BoardTable& products() {
    static const BoardTable table = [] {
        BoardProduct product;
        product.protocol = find_relay_protocol("dcttech");
        product.facts.channels = kLines;
        return BoardTable{{"dcttech-usbrelay8", product}};
    }();
    return table;
}

void write_bench(const std::string& path) {
    std::ofstream file(path);
    file << "bench: mesure\nequipment:\n  pc: { kind: pc, model: mesure }\nboards:\n";
    for (int b = 1; b <= kBoards; ++b)
        file << fmt::format("  {0}: {{ model: dcttech-usbrelay8, at: {{ socket: board-{0} }} }}\n",
                            board_name(b));
    file << "lines:\n";
    for (int b = 1; b <= kBoards; ++b)
        for (int n = 1; n <= kLines; ++n)
            file << fmt::format(
                "  {}: {{ contact: {}/{}, healthy: released, voltage: TBTS, min_dwell: 1s, "
                "min_gap: 1s, orphan: rest, energises: {} }}\n",
                line_name(b, n), board_name(b), n, n == kLines ? "yes" : "no");
}

// An emulated board behind its socket, held by one client at a time.
struct Board {
    explicit Board(const std::string& path) {
        door.on_change = [] {};
        if (!door.open(path)) throw std::runtime_error(path);
    }
    std::unique_ptr<BoardEmulator> emulator = make_emulator("dcttech", BoardFacts{kLines});
    BoardClaim claim;
    Door door{[this] {
        const auto file = claim.open();
        BoardPort port(emulator.get(), claim, file);
        return Door::Welcome{[port](ByteView bytes) mutable { return port.receive(bytes); },
                             {},
                             [this, file] { claim.close(file); }};
    }};
};

Task<Result<void>> put_all_in(BoardContext& context, GuardClient& guard) {
    Result<void> guarded = co_await guard.start();
    if (!guarded) co_return guarded;
    static std::vector<std::unique_ptr<ContactBoard>> held;  // until it is killed
    for (int b = 1; b <= kBoards; ++b) {
        const BoardConfig config{
            board_name(b), "dcttech-usbrelay8", {"board-" + board_name(b), ""}, {}};
        auto board = co_await open_board(context, config);
        if (!board) co_return tl::unexpected<Error>(board.error());
        for (int n = 1; n <= kLines; ++n) {
            if (auto told = guard.before_fault(line_name(b, n)); !told) co_return told;
            const auto moved = co_await (*board)->set(*RelayChannel::from(n), Coil::energised);
            if (!moved) co_return tl::unexpected<Error>(moved.error());
        }
        held.push_back(std::move(*board));
    }
    co_return Result<void>{};
}

// Puts everything in, then beats until it is killed.
int be_daemon(const std::string& dir) {
    QtLoop loop;
    BoardContext context{loop, products(), dir};
    GuardClient guard(loop, {dir + "/exam", dir + "/bench.yaml", dir});
    const auto in = wait_for(put_all_in(context, guard));
    if (in) return QCoreApplication::exec();
    fmt::print(stderr, "{}\n", in.error().line(Lang::en));
    return 1;
}

// Its last word; the folder it writes in goes after that.
Task<Done> guard_has_ended(std::string log) {
    QtLoop loop;
    for (;;) {
        std::ifstream file(log);
        const std::string said(std::istreambuf_iterator<char>(file), {});
        if (said.find(R"("what":"end")") != std::string::npos) co_return Done{};
        co_await pause(loop, 10ms);
    }
}

double one_run() {
    const QTemporaryDir folder;
    const auto dir = folder.path().toStdString();
    QDir(folder.path()).mkdir(QStringLiteral("exam"));
    write_bench(dir + "/bench.yaml");
    std::vector<std::unique_ptr<Board>> boards;
    for (int b = 1; b <= kBoards; ++b)
        boards.push_back(std::make_unique<Board>(dir + "/board-" + board_name(b)));
    const auto all = [&](unsigned contacts) {
        return std::ranges::all_of(boards, [&](const auto& b) {
            return b->emulator->contacts() == contacts;
        });
    };
    QProcess daemon;
    daemon.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    daemon.start(QCoreApplication::applicationFilePath(),
                 {QStringLiteral("daemon"), folder.path()});
    run_until([&] { return all(kAllIn) || daemon.state() == QProcess::NotRunning; });
    if (!all(kAllIn)) throw std::runtime_error("the daemon did not put its lines in");
    const double took = micros([&] {
        ::kill(static_cast<pid_t>(daemon.processId()), SIGKILL);
        run_until([&] { return all(kAtRest); });
    });
    wait_for(guard_has_ended(dir + "/exam/guard.jsonl"));
    return took / 1e3;
}

int measure() {
    Times times;
    for (int run = 0; run < kRuns; ++run) times.push_back(one_run());
    fmt::print(
        "{} boards, {} lines in on each, {} of them `rest`: kill -9 to the last at rest, "
        "{} runs: median {:.0f} ms, longest {:.0f} ms\n",
        kBoards, kLines, kLines - 1, kRuns, at(times, 0.5), at(times, 1));
    return 0;
}

}  // namespace
}  // namespace banc

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const std::string role = argc > 1 ? argv[1] : "";
    if (role == "daemon") return banc::be_daemon(argv[2]);
    if (role == "guard") return banc::serve_guard({argv[3], banc::products()});
    const QTemporaryDir locks;  // its boards are not those of this machine
    qputenv("BANC_LOCK_DIR", locks.path().toUtf8());
    return banc::measure();
}
