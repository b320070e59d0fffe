// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/injector.h"

#include <algorithm>

#include "bench/inject/on_record.h"
#include "drivers/console/dialogue.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kLogin = 30s;    // a getty that respawns and a slow PC
constexpr Nanos kCommand = 20s;  // injections edit a file, they do not install
constexpr Nanos kAfterBreak =
    50ms;                          // the UART must have seen its end; SysRq waits 5 s for a letter
constexpr Nanos kKernelSays = 1s;  // its answer is the bench's doing

}  // namespace

Injector::Injector(Means means) : by_(means) {
    by_.lines.on_limit = [this](const std::string& line) {
        limits_.insert_or_assign(
            line, Running([](Injector& self, std::string name) -> Task<void> {
                auto moved = co_await self.move(std::move(name), Position::healthy, "limit");
                static_cast<void>(moved);  // the journal and the read-backs tell
            }(*this, line)));
    };
}

bool Injector::needs_power_off() const {
    return std::any_of(begun_.begin(), begun_.end(), [](const InjectStep& step) {
        return step.open && step.open->during == While::pc_off;
    });
}

std::string Injector::typed() const {
    std::string undo;
    for (auto step = begun_.rbegin(); step != begun_.rend(); ++step)
        if (step->console && !step->console->undo.empty()) undo += step->console->undo + "\n";
    return undo;
}

Task<Result<void>> Injector::inject(InjectStep step) {
    begun_.push_back(step);
    if (step.open) {
        auto moved = co_await move(step.open->line, Position::fault, "inject");
        co_return moved;
    }
    if (step.console->run.empty()) co_return Result<void>{};  // a BREAK for the reset
    auto typed = co_await type(*step.console, step.console->run, "inject");
    co_return typed;
}

Task<Result<void>> Injector::move(std::string line, Position to, std::string purpose) {
    if (const auto forbidden = by_.lines.forbids(line, to)) {
        const Text why = forbidden->error.what;
        Json refused{{"act", "line"}, {"line", line}, {"to", word(to)}};
        refused["rule"] = word(forbidden->rule);
        refused["why"] = {{"fr", why.fr}, {"en", why.en}};
        auto noted = co_await by_.logbook.append("refused", std::move(refused));
        if (!noted) co_return tl::unexpected(noted.error());
        co_return tl::unexpected(forbidden->error);
    }
    Json body{{"act", "line"}, {"line", line}, {"to", word(to)}, {"purpose", purpose}};
    // A line whose time is over lets go at once: its dwell is no reason to stay in.
    auto order = purpose == "limit" ? by_.lines.release(line) : by_.lines.set(line, to);
    auto moved = co_await move_on_record(by_.logbook, std::move(body), std::move(order));
    auto looked = co_await by_.watch.look(purpose);
    if (!moved) co_return moved;
    co_return looked;
}

Task<Result<void>> Injector::interrupt(ConsoleWatch& console, ConsoleStep step) {
    auto sent = console.send_break(step.break_for);
    if (!sent) co_return sent;
    co_await pause(by_.loop, step.break_for + kAfterBreak);
    if (!step.sysrq.empty()) sent = console.type(view(step.sysrq));
    co_await pause(by_.loop, kKernelSays);
    co_return sent;
}

Task<Result<void>> Injector::type(ConsoleStep step, std::string command, std::string purpose) {
    const auto console = by_.consoles.find(step.console);
    if (console == by_.consoles.end())
        co_return fail(Errc::invalid,
                       text("console inconnue « {} »", "unknown console \"{}\"", step.console));
    Json body{{"act", "console"}, {"console", step.console}, {"shown", command}};
    body["purpose"] = purpose;
    auto intent = co_await by_.logbook.append("intent", std::move(body));
    if (!intent) co_return tl::unexpected(intent.error());
    console->second->begin_bench_turn(purpose);
    Result<void> done;
    if (step.break_for > Nanos{0})
        done = co_await interrupt(*console->second, step);
    else
        done = co_await converse(*console->second, std::move(command), std::move(purpose));
    console->second->end_bench_turn();
    std::string result = done ? "done" : "failed";
    Text why = done ? Text{} : done.error().what;
    auto written = co_await write_outcome(by_.logbook, *intent, std::move(result), std::move(why));
    if (!written) co_return written;
    co_return done;
}

Task<Result<void>> Injector::converse(ConsoleWatch& console, std::string commands,
                                      std::string purpose) {
    const auto secret = by_.secrets.find(console.config().credential);
    if (secret == by_.secrets.end())
        co_return fail(Errc::invalid,
                       text("pas de secret « {} »", "no secret \"{}\"",
                            console.config().credential),
                       text("ajoutez-le au fichier des secrets", "add it to the secrets file"));
    Dialogue dialogue(
        by_.loop, console.screen(), [&console](ByteView keys) { return console.type(keys); },
        {console.config().user, secret->second, console.config().prompt, console.config().key_gap});
    auto open = co_await dialogue.login(kLogin);
    if (!open) co_return tl::unexpected(open.error());
    auto done = co_await type_each(dialogue, std::move(commands), std::move(purpose));
    if (!done && done.error().code != Errc::protocol) co_return done;  // no shell to leave
    auto closed = co_await dialogue.logout(kLogin);
    if (!closed) co_return closed;
    co_return done;
}

// A fault is put in up to the first command that fails; what undoes it is typed to its end, for a
// fault that is only half in must come out too.
Task<Result<void>> Injector::type_each(Dialogue& dialogue, std::string commands,
                                       std::string purpose) {
    Result<void> first;
    for (auto& command : commands_of(commands)) {
        auto done = co_await dialogue.run(command, kCommand);
        if (!done) co_return tl::unexpected(done.error());
        if (done->status == 0 || !first) continue;
        first =
            fail(Errc::protocol, text("« {} » a rendu l'état {}", "\"{}\" exited with status {}",
                                      dialogue.shown(command), done->status));
        if (purpose == "inject") break;
    }
    co_return first;
}

Task<Result<void>> Injector::undo(InjectStep step) {
    if (step.open) {
        auto moved = co_await move(step.open->line, Position::healthy, "reset");
        co_return moved;
    }
    if (step.console->undo.empty()) co_return Result<void>{};
    auto typed = co_await type(*step.console, step.console->undo, "reset");
    if (typed || typed.error().code == Errc::environment) co_return typed;
    typed.error().remedy = by_hand(step.console->undo);
    co_return typed;
}

Task<Result<void>> Injector::undo_all() {
    Result<void> first;
    for (auto left = begun_.size(); left-- > 0;) {
        auto undone = co_await undo(begun_[left]);
        if (undone)
            begun_.erase(begun_.begin() + static_cast<std::ptrdiff_t>(left));
        else if (first)
            first = undone;
    }
    co_return first;
}

Task<Result<void>> Injector::release_lines() {
    Result<void> first;
    for (auto left = begun_.size(); left-- > 0;) {
        if (!begun_[left].open) continue;
        auto released = co_await undo(begun_[left]);
        if (released)
            begun_.erase(begun_.begin() + static_cast<std::ptrdiff_t>(left));
        else if (first)
            first = released;
    }
    // A board that can't be read is not written one contact at a time: all of it goes to rest.
    if (!first) co_await rest();
    co_return first;
}

// Its own error counts for nothing: the one that led here is told.
Task<void> Injector::rest() {
    Json body{{"act", "rest"}, {"purpose", "reset"}};
    auto intent = co_await by_.logbook.append("intent", std::move(body));
    auto rested = co_await by_.lines.release_all();  // also when the journal refuses
    if (!intent) co_return;
    std::string result = rested ? "acknowledged" : "failed";
    Text why = rested ? Text{} : rested.error().what;
    auto written = co_await write_outcome(by_.logbook, *intent, std::move(result), std::move(why));
    static_cast<void>(written);
}

}  // namespace banc
