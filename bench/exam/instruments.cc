// SPDX-License-Identifier: EUPL-1.2
#include "bench/exam/instruments.h"

namespace banc {
namespace {

std::vector<std::string> lines_held_by(const Scenario& scenario) {
    std::vector<std::string> held;
    for (const auto& step : scenario.inject)
        if (step.open) held.push_back(step.open->line);
    return held;
}

ConsoleWatches watches(Loop& loop, Logbook& logbook, Bench& bench) {
    ConsoleWatches out;
    for (const auto& config : bench.config.consoles)
        out.emplace(config.name, std::make_unique<ConsoleWatch>(
                                     loop, logbook, config, *bench.consoles.at(config.name)));
    return out;
}

Agents agents_of(Bench& bench) {
    Agents out;
    for (auto& [name, client] : bench.agents) out[name] = client.get();
    return out;
}

}  // namespace

Instruments::Instruments(Loop& l, Logbook& book, Bench& bench, People& persons,
                         const Scenario& bound, const Secrets& secrets)
    : loop(l),
      logbook(book),
      people(persons),
      scenario(bound),
      lines(l, bench.config, bench.boards),
      line_watch(book, lines, lines_held_by(bound)),
      consoles(watches(l, book, bench)),
      probes(l, book, bound, agents_of(bench)),
      heartbeat(book, line_watch, probes, consoles),
      injector({l, book, lines, line_watch, consoles, secrets}) {}

Result<void> Instruments::attach() {
    for (auto& [name, console] : consoles) {
        auto watching = console->watch(scenario, [this](const std::string& fact, std::uint64_t seq) {
            probes.witness(fact, seq);
        });
        if (!watching) return watching;
        console->on_power([this] { probes.forget_witnesses(); });
    }
    return {};
}

Task<Result<void>> Instruments::flush() {
    for (auto& [name, console] : consoles) {
        auto flushed = co_await console->flush();
        if (!flushed) co_return flushed;
    }
    co_return Result<void>{};
}

std::optional<bool> Instruments::powered() const {
    for (const auto& [name, console] : consoles)
        if (const auto on = console->powered()) return on;
    return std::nullopt;
}

}  // namespace banc
