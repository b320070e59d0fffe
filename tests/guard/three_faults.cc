// SPDX-License-Identifier: EUPL-1.2
// A program that runs an exam, for tests/e2e/guard_test.py to kill: real journal, guard, boards and
// injector, three lines in, and beats until it is ended. Says "in" on standard output.
//
//   three_faults DATA BENCH.YAML DIR-OF-BANC-VIRTUAL
#include <fmt/format.h>

#include <QCoreApplication>
#include <QSocketNotifier>
#include <cstdio>

#include "bench/guard/guard_client.h"
#include "bench/inject/injector.h"
#include "bench/journal/journal_logbook.h"
#include "bench/referential/load.h"
#include "bench/scenario/load.h"
#include "bench/yaml/read.h"
#include "drivers/transport/open_board.h"
#include "drivers/transport/qt_loop.h"

namespace banc {
namespace {

const std::string kSource = BANC_SOURCE_DIR;
const std::string kScenario = kSource + "/scenarios/library/dns-errone.yaml";
const std::string kBoards = kSource + "/drivers/relay/boards.yaml";
const std::string kPersonal = "pc.keyboard.vbus";  // energises: only a person puts it in

struct Sources {
    std::string bench_file;
    std::string bench;
    std::string scenario = read_text_file(kScenario).value();
    Referential title = find_referential(kSource + "/scenarios/referentials", "IDI").value();
};

class Daemon {
public:
    Daemon(std::string data, std::string bench_file, std::string virtual_dir)
        : folder_(data + "/exams/essai"),
          sources_{bench_file, read_text_file(bench_file).value()},
          bench_(load_bench(sources_.bench, bench_file).value()),
          table_(load_board_table(read_text_file(kBoards).value(), kBoards).value()),
          context_{loop_, table_, virtual_dir},
          guard_(loop_, {folder_, bench_file, virtual_dir}),
          writer_(JournalWriter::create(folder_, *SigningKey::load_or_create(data), loop_).value()),
          written_(writer_->wake_fd(), QSocketNotifier::Read),
          logbook_(*writer_) {
        QObject::connect(&written_, &QSocketNotifier::activated, &written_,
                         [this] { writer_->deliver(); });
        lines_.before_fault = [this](const auto& line) { return guard_.before_fault(line); };
        lines_.after_healthy = [this](const auto& line) { guard_.after_healthy(line); };
        running_.emplace(run());
    }

private:
    Task<void> run() {
        auto begun = co_await begin();
        if (begun) begun = co_await put_in();
        fmt::print("{}\n", begun ? "in" : begun.error().line(Lang::en));
        std::fflush(stdout);
    }

    Task<Result<void>> begin() {
        auto guarded = co_await guard_.start();
        if (!guarded) co_return guarded;
        for (const auto& config : bench_.boards) {
            auto board = co_await open_board(context_, config);
            if (!board) co_return tl::unexpected(board.error());
            boards_.emplace(config.name, std::move(*board));
        }
        Json opened = record_one();
        auto done = co_await note("opened", std::move(opened));
        std::string before = "planned";
        for (const std::string to : {"armed", "injected", "running"}) {
            Json state{{"from", before}, {"signal", "-"}, {"to", to}};
            if (done) done = co_await note("state", std::move(state));
            before = to;
        }
        co_return done;
    }

    Json record_one() {
        const auto blob = [&](const std::string& text) {
            return Json{{"blob", writer_->blob({text.begin(), text.end()}).value()}};
        };
        Json values{{"faux_dns", "192.0.2.53"}};
        for (const auto& [name, fields] : bench_.equipment)
            for (const auto& [field, value] : fields) values[name + "." + field] = value;
        return {{"exam", "essai"},
                {"mode", "training"},
                {"title", "IDI"},
                {"millesime", sources_.title.millesime},
                {"seed", 1},
                {"duration_ms", 900'000},
                {"factor", {1, 1}},
                {"candidate", "candidat-0001"},
                {"parameters", values},
                {"scenario", blob(sources_.scenario)},
                {"bench", blob(sources_.bench)},
                {"referential", blob(sources_.title.source)}};
    }

    Task<Result<void>> put_in() {
        auto done = co_await type();
        for (const std::string line : {"pc.disk0.power", "pc.nic0.pair"}) {
            InjectStep step;
            step.open = OpenLine{line, While::any};
            if (done) done = co_await injector_.inject(step);
        }
        if (!done) co_return done;
        const auto* line = bench_.line(kPersonal);
        const auto channel = *RelayChannel::from(line->channel);
        auto told = guard_.before_fault(kPersonal);
        if (!told) co_return told;
        auto moved = co_await boards_.at(line->board)->set(channel, Coil::energised);
        if (!moved) co_return tl::unexpected(moved.error());
        Json person{{"role", "formateur"}, {"author", ""}, {"from", "live"}};
        person["did"] = {{"fr", "a coupé le clavier"}, {"en", "cut the keyboard"}};
        done = co_await note("person", std::move(person));
        if (done) done = co_await watch_.look("watch");
        co_return done;
    }

    // As the injector does it on a PC, which this test has no need to boot.
    Task<Result<void>> type() {
        Json intent{{"act", "console"}, {"console", "pc.console"}, {"purpose", "inject"}};
        intent["shown"] = "echo 'nameserver 192.0.2.53' > /etc/resolv.conf && sync";
        auto intended = co_await logbook_.append("intent", std::move(intent));
        if (!intended) co_return tl::unexpected(intended.error());
        Json outcome{{"intent", *intended}, {"result", "done"}};
        auto done = co_await note("outcome", std::move(outcome));
        co_return done;
    }

    Task<Result<void>> note(std::string kind, Json body) {
        auto written = co_await logbook_.append(std::move(kind), std::move(body));
        if (!written) co_return tl::unexpected(written.error());
        co_return Result<void>{};
    }

    QtLoop loop_;
    std::string folder_;
    Sources sources_;
    BenchConfig bench_;
    BoardTable table_;
    BoardContext context_;
    GuardClient guard_;
    std::unique_ptr<JournalWriter> writer_;
    QSocketNotifier written_;
    JournalLogbook logbook_;
    Boards boards_;
    LineSwitch lines_{loop_, bench_, boards_};
    LineWatch watch_{logbook_, lines_, {"pc.disk0.power", "pc.nic0.pair", kPersonal}};
    ConsoleWatches no_consoles_;
    Secrets no_secrets_;
    Injector injector_{{loop_, logbook_, lines_, watch_, no_consoles_, no_secrets_}};
    std::optional<Running> running_;
};

}  // namespace
}  // namespace banc

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    if (argc != 4) return 2;
    const banc::Daemon daemon(argv[1], argv[2], argv[3]);
    return QCoreApplication::exec();
}
