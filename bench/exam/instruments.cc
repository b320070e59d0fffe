// SPDX-License-Identifier: EUPL-1.2
#include "bench/exam/instruments.h"

#include <algorithm>

namespace banc {
namespace {

std::vector<std::string> lines_held_by(const Scenario& scenario) {
    std::vector<std::string> held;
    for (const auto& step : scenario.inject)
        if (step.open) held.push_back(step.open->line);
    return held;
}

// The scenario moves it only in a PC that is off.
bool cold(const Scenario& scenario, const std::string& line) {
    return std::any_of(scenario.inject.begin(), scenario.inject.end(), [&](const InjectStep& step) {
        return step.open && step.open->line == line && step.open->during == While::pc_off;
    });
}

ConsoleWatches watches(Loop& loop, Logbook& logbook, Bench& bench) {
    ConsoleWatches out;
    for (const auto& config : bench.config.consoles)
        out.emplace(config.name, std::make_unique<ConsoleWatch>(loop, logbook, config,
                                                                *bench.consoles.at(config.name)));
    return out;
}

MeterWatches watched_meters(Loop& loop, Logbook& logbook, Bench& bench) {
    MeterWatches out;
    for (const auto& config : bench.config.meters)
        if (const auto line = bench.meters.find(config.name); line != bench.meters.end())
            out.emplace(config.name,
                        std::make_unique<MeterWatch>(loop, logbook, config, *line->second));
    return out;
}

DiskWatches watched_disks(Loop& loop, Logbook& logbook, Bench& bench) {
    DiskWatches out;
    for (const auto& config : bench.config.disks)
        if (const auto disk = bench.disks.find(config.name); disk != bench.disks.end())
            out.emplace(config.name,
                        std::make_unique<DiskWatch>(loop, logbook, config, *disk->second));
    return out;
}

InputWatches watched_inputs(const Instruments::From& from, const ConsoleWatches& consoles) {
    InputWatches out;
    const auto& needs = from.scenario.needs;
    for (const auto& config : from.bench.config.inputs)
        if (std::ranges::find(needs, config.name) != needs.end())
            out.emplace(config.name, std::make_unique<InputWatch>(from.loop, from.logbook, config,
                                                                  *consoles.at(config.console)));
    return out;
}

std::unique_ptr<UsbWatch> watched_usb(Loop& loop, Logbook& logbook, Bench& bench) {
    return bench.usb ? std::make_unique<UsbWatch>(loop, logbook, *bench.usb) : nullptr;
}

Respondents respondents(Bench& bench, const Instruments& in) {
    Respondents out;
    for (auto& [name, client] : bench.agents) out[name] = client.get();
    for (const auto& [name, disk] : in.disks) out[name] = disk.get();
    for (const auto& [name, input] : in.inputs) out[name] = input.get();
    if (in.usb) out[std::string(kUsbProvider)] = in.usb.get();
    return out;
}

}  // namespace

Instruments::Instruments(From from)
    : loop(from.loop),
      logbook(from.logbook),
      people(from.people),
      scenario(from.scenario),
      lines(from.loop, from.bench.config, from.bench.boards),
      boards({from.loop, from.logbook, lines, from.bench.config, from.bench.open_board,
              from.bench.commissioning}),
      line_watch(from.logbook, lines, lines_held_by(from.scenario)),
      consoles(watches(from.loop, from.logbook, from.bench)),
      meters(watched_meters(from.loop, from.logbook, from.bench)),
      disks(watched_disks(from.loop, from.logbook, from.bench)),
      inputs(watched_inputs(from, consoles)),
      usb(watched_usb(from.loop, from.logbook, from.bench)),
      probes(from.loop, from.logbook, from.scenario, respondents(from.bench, *this)),
      heartbeat(from.logbook, {line_watch, probes, consoles, meters, inputs, usb.get()}),
      injector({from.loop, from.logbook, lines, line_watch, consoles, from.secrets}) {
    lines.live = [this](const auto& line) { return cold(scenario, line) && powered() == true; };
}

Result<void> Instruments::attach() {
    const auto seen = [this](const std::string& fact, std::uint64_t seq) {
        probes.witness(fact, seq);
    };
    for (auto& [name, meter] : meters) meter->watch(scenario, seen);
    for (auto& [name, disk] : disks) disk->watch(scenario, seen);
    for (auto& [name, input] : inputs) input->watch(scenario, seen);
    if (usb) usb->watch(scenario, seen);
    for (auto& [name, console] : consoles) {
        auto watching = console->watch(scenario, seen);
        if (!watching) return watching;
        console->on_power([this] {
            ++power_changes;
            probes.forget_witnesses();
        });
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

Task<Result<void>> Instruments::flush_all() {
    for (auto& [name, meter] : meters) {
        auto flushed = co_await meter->flush();
        if (!flushed) co_return flushed;
    }
    auto consoles_flushed = co_await flush();
    co_return consoles_flushed;
}

std::optional<bool> Instruments::powered() const {
    for (const auto& [name, console] : consoles)
        if (const auto on = console->powered()) return on;
    return std::nullopt;
}

}  // namespace banc
