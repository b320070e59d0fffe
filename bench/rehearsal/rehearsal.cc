// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/rehearsal.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "bench/core/causes.h"
#include "bench/rehearsal/papers.h"
#include "drivers/transport/line_socket.h"
#include "drivers/transport/open_line.h"
#include "drivers/transport/plugged_disk.h"
#include "drivers/transport/usb_monitor.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kMishapAfter = 8s;  // in mid-exam: scripts have begun by then
constexpr std::array kStartingDisks{"disk0.img", "disk1.img", "stick.img"};
constexpr Nanos kCableOut = 3s;  // less than any script takes, and than any hold

}  // namespace

Rehearsal::Rehearsal(Loop& loop, RehearsalPlan plan, Tell tell)
    : loop_(loop),
      plan_(std::move(plan)),
      tell_(std::move(tell)),
      narrator_(plan_.scenario, plan_.lang,
                plan_.script ? Audience::observer : Audience::candidate),
      process_(loop) {
    folder_ = plan_.data_folder + "/exams/" + plan_.sheet.exam_id;
    bench_.config = plan_.bench;
}

Rehearsal::~Rehearsal() = default;

Task<Result<Phase>> Rehearsal::run() {
    auto held = co_await hold();
    if (guard_) guard_->goodbye();
    co_return held;
}

Task<Result<Phase>> Rehearsal::hold() {
    auto ready = co_await set_up();
    if (!ready) co_return tl::unexpected(ready.error());
    Candidate& candidate =
        plan_.script ? static_cast<Candidate&>(*scripted_) : static_cast<Candidate&>(*terminal_);
    auto held = co_await exam_->hold(candidate);
    if (!held || *held != Phase::closed || plan_.disks_folder.empty()) co_return held;
    auto kept = co_await keep_disks();
    if (!kept) co_return tl::unexpected(kept.error());
    co_return held;
}

// Switched off first, as a person would: what the PC still holds in memory reaches its disks.
Task<Result<void>> Rehearsal::keep_disks() {
    PersonRequest request;
    request.act = PersonAct::power_off;
    auto off = co_await people_->ask(std::move(request));
    if (!off) co_return tl::unexpected(off.error());
    std::error_code wrong;
    std::filesystem::create_directories(plan_.disks_folder, wrong);
    for (const auto* disk : kStartingDisks)
        if (!wrong)
            std::filesystem::copy_file(process_.folder() + "/" + disk,
                                       plan_.disks_folder + "/" + disk,
                                       std::filesystem::copy_options::overwrite_existing, wrong);
    if (wrong)
        co_return fail(Errc::environment,
                       because(wrong.value(), text("disques du PC vers {}", "PC disks to {}",
                                                   plan_.disks_folder)));
    co_return Result<void>{};
}

Task<Result<Phase>> Rehearsal::abandon() {
    mishap_.reset();
    if (!exam_) co_return Phase::aborted;  // nothing was begun
    Text why{"interrompue par une personne", "stopped by a person"};
    auto stopped = co_await exam_->abandon(Signal::abort, std::move(why));
    if (guard_) guard_->goodbye();
    co_return stopped;
}

std::optional<Error> Rehearsal::concern() const {
    if (exam_ && exam_->fault()) return exam_->fault();
    if (scripted_ && scripted_->stuck()) return scripted_->stuck();
    return std::nullopt;
}

Score Rehearsal::score(const Referential& title) const {
    return banc::score(plan_.scenario, title, logbook_->records());
}

Task<Result<void>> Rehearsal::set_up() {
    say(plan_.lang == Lang::fr ? "le banc virtuel démarre" : "the virtual bench starts");
    auto up = co_await process_.start(plan_.linger);
    if (!up) co_return up;
    auto lines = open_lines();
    if (!lines) co_return lines;
    auto guarded = co_await post_guard();
    if (!guarded) co_return guarded;
    auto boards = co_await open_boards();
    if (!boards) co_return boards;
    auto journal = open_journal();
    if (!journal) co_return journal;
    auto prepared = prepare_exam();
    co_return prepared;
}

// Before the boards: a guard that tended them for somebody else lets go first.
Task<Result<void>> Rehearsal::post_guard() {
    guard_ = std::make_unique<GuardClient>(
        loop_, GuardClient::Post{folder_, plan_.bench_file, process_.folder(), plan_.data_folder});
    auto welcomed = co_await guard_->start();
    co_return welcomed;
}

Task<Result<void>> Rehearsal::open_boards() {
    boards_.emplace(BoardContext{loop_, plan_.boards, process_.folder(), nullptr});
    for (const auto& config : plan_.bench.boards) {
        auto board = co_await open_board(*boards_, config);
        if (!board) co_return tl::unexpected(board.error());
        bench_.boards.emplace(config.name, std::move(*board));
    }
    auto known = Commissioning::open(commissioning_file(plan_.data_folder, plan_.bench.name));
    if (!known) co_return tl::unexpected(known.error());
    bench_.commissioning = std::move(*known);
    bench_.open_board = [this](BoardConfig config) {
        return open_board(*boards_, std::move(config));
    };
    co_return Result<void>{};
}

Result<void> Rehearsal::open_lines() {
    for (const auto& config : plan_.bench.consoles) {
        auto line = keep_open(loop_, config, process_.folder());
        if (!line) return tl::unexpected(line.error());
        bench_.consoles.emplace(config.name, std::move(*line));
    }
    for (const auto& config : plan_.bench.agents) {
        auto line = keep_open(loop_, config, process_.folder());
        if (!line) return tl::unexpected(line.error());
        bench_.agents.emplace(config.name, std::make_unique<AgentClient>(loop_, std::move(*line)));
    }
    for (const auto& config : plan_.bench.meters) {
        const auto& needs = plan_.scenario.needs;
        if (std::find(needs.begin(), needs.end(), config.name) == needs.end()) continue;
        auto line = open_line(loop_, config, process_.folder());
        if (!line) return tl::unexpected(line.error());
        bench_.meters.emplace(config.name, std::move(*line));
    }
    auto instruments = open_instruments();
    if (!instruments) return instruments;
    hands_ = std::make_unique<JsonPeer>(loop_, process_.socket("hands"));
    panel_ = std::make_unique<JsonPeer>(loop_, process_.socket("panel"));
    auto desk = LineSocket::open(loop_, process_.socket("desk"), "desk");
    if (!desk) return tl::unexpected(desk.error());
    desk_ = std::move(*desk);
    return {};
}

// What only the controller itself sees, as far as the scenario needs it.
Result<void> Rehearsal::open_instruments() {
    const auto& needs = plan_.scenario.needs;
    const auto needed = [&](std::string_view name) {
        return std::find(needs.begin(), needs.end(), name) != needs.end();
    };
    for (const auto& config : bench_.config.disks) {
        if (!needed(config.name)) continue;
        if (!smart_) {
            auto started = SmartWorker::start(loop_);
            if (!started) return tl::unexpected(started.error());
            smart_ = std::move(*started);
        }
        bench_.disks.emplace(config.name, std::make_unique<PluggedDisk>(*smart_, config));
    }
    if (!needed(kUsbProvider)) return {};
    auto usb = UsbMonitor::open(loop_);
    if (!usb) return tl::unexpected(usb.error());
    bench_.usb = std::move(*usb);
    return {};
}

Result<void> Rehearsal::open_journal() {
    auto writer = open_papers(plan_, folder_, loop_);
    if (!writer) return tl::unexpected(writer.error());
    writer_ = std::move(*writer);
    written_ = std::make_unique<QSocketNotifier>(writer_->wake_fd(), QSocketNotifier::Read);
    QObject::connect(written_.get(), &QSocketNotifier::activated, written_.get(),
                     [this] { writer_->deliver(); });
    return {};
}

Result<void> Rehearsal::prepare_exam() {
    logbook_ = std::make_unique<JournalLogbook>(*writer_);
    logbook_->on_record = [this](const Record& record) { recorded(record); };
    people_ = std::make_unique<VirtualPeople>(loop_, *hands_, *panel_);
    instruments_ = std::make_unique<Instruments>(
        Instruments::From{loop_, *logbook_, bench_, *people_, plan_.scenario, plan_.secrets});
    instruments_->lines.before_fault = [this](const auto& line) {
        return guard_->before_fault(line);
    };
    instruments_->lines.after_healthy = [this](const auto& line) { guard_->after_healthy(line); };
    auto wear = WearBook::open(plan_.data_folder + "/wear-" + plan_.bench.name + ".json");
    if (!wear) return tl::unexpected(wear.error());
    instruments_->lines.wear = std::move(*wear);
    warn_of_wear();
    auto attached = instruments_->attach();
    if (!attached) return attached;
    exam_ = std::make_unique<Exam>(*instruments_, plan_.sheet);
    if (plan_.script) {
        scripted_ = std::make_unique<ScriptedCandidate>(
            ScriptedCandidate::Seat{loop_, *desk_, *hands_, sightings_}, *plan_.script);
        return {};
    }
    terminal_ = std::make_unique<TerminalCandidate>(
        TerminalCandidate::Seat{loop_, *desk_, *hands_, plan_.scenario, plan_.lang});
    terminal_->show_clock_of(*exam_);
    terminal_->on_abort([this] {
        if (abort_) abort_();
    });
    return {};
}

void Rehearsal::warn_of_wear() {
    for (const auto& line : plan_.bench.lines) {
        const auto contact = contact_name(line.board, line.channel);
        const long made = instruments_->lines.wear.of(contact);
        if (made < kWornSwitchings) continue;
        say(text("{} : {} manœuvres sur {}, relais à remplacer bientôt",
                 "{}: {} switchings of {}, replace the relay soon", contact, made, kRatedSwitchings)
                .in(plan_.lang));
    }
}

void Rehearsal::say(std::string line) {
    if (terminal_ && terminal_->at_work()) return terminal_->notice(std::move(line));
    tell_(line);
}

void Rehearsal::recorded(const Record& record) {
    sightings_.note(record);
    if (auto line = narrator_.tell(record)) say(std::move(*line));
    const bool starts = record.kind == "state" && record.body.value("to", "") == "running";
    if (!starts || plan_.mishap == Mishap::none) return;
    mishap_.emplace(plan_.mishap == Mishap::contact ? let_go() : pull_cable());
}

Task<void> Rehearsal::let_go() {
    co_await pause(loop_, kMishapAfter);
    const LineConfig* line = bench_.config.line(plan_.mishap_line);
    Json request{{"release", fmt::format("{}/{}", line->board, line->channel)}};
    co_await handle(std::move(request));
}

// The board has a supply of its own: with its coils kept no script sees anything of it.
Task<void> Rehearsal::pull_cable() {
    const std::string board = bench_.config.line(plan_.mishap_line)->board;
    Json out{{"unplug", board}, {"coils", "kept"}};
    co_await handle(std::move(out));
    co_await pause(loop_, kCableOut);
    Json in{{"plug", board}};
    co_await handle(std::move(in));
}

Task<void> Rehearsal::handle(Json request) {
    auto done = co_await panel_->ask(std::move(request));
    if (!done) say(done.error().line(plan_.lang));
}

}  // namespace banc
