// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/meter_watch.h"

#include <algorithm>

namespace banc {
namespace {

constexpr int kInARow = 2;
constexpr Nanos kApart = std::chrono::seconds(1);  // facts of a value that jumps in and out

bool within(const MeterRange& range, const MeterReading& reading) {
    return reading.nano && *reading.nano >= range.low && *reading.nano <= range.high &&
           reading.unit == range.unit && (range.kind.empty() || reading.has(range.kind));
}

std::string with_comma(std::string text) {
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

}  // namespace

void MeterWatch::watch(const Scenario& scenario, Seen seen) {
    seen_ = std::move(seen);
    for (const auto& fact : scenario.facts)
        if (fact.source.range && fact.source.provider == config_.name) awaited_.push_back({&fact});
    line_.listen({[this](ByteView bytes, Instant at) { arrived(bytes, at); }, {}, {}});
}

void MeterWatch::arrived(ByteView bytes, Instant at) {
    waiting_.add(bytes, at);
    cleaner_.feed(bytes, at, [this](const ConsoleLine& line) {
        if (line.state != LineState::finished) return;
        if (const auto reading = parse_sigrok_line(line.text)) read(*reading, line.at);
    });
    if (!waiting_.full()) return;
    writing_.push_back(std::make_unique<Running>([](MeterWatch& self) -> Task<void> {
        auto flushed = co_await self.flush();
        static_cast<void>(flushed);  // the logbook tells its owner
    }(*this)));
}

void MeterWatch::read(const MeterReading& reading, Instant at) {
    if (!config_.channel.empty() && reading.channel != config_.channel) return;
    const Nanos now = at.since_boot;
    const bool unbroken = alive_ && now - alive_->second <= kBlind;
    alive_ = std::pair{unbroken ? alive_->first : now, now};
    std::erase_if(writing_, [](const auto& running) { return running->done(); });
    for (auto& awaited : awaited_) {
        awaited.in_a_row = within(*awaited.fact->source.range, reading) ? awaited.in_a_row + 1 : 0;
        if (awaited.in_a_row == kInARow) tell(awaited, reading, at);
    }
}

void MeterWatch::tell(Awaited& awaited, const MeterReading& reading, Instant at) {
    const bool told = awaited.told != Nanos{0};
    if (told && at.since_boot - awaited.told < kApart) return;
    awaited.told = at.since_boot;
    const auto& range = *awaited.fact->source.range;
    Json body{{"fact", awaited.fact->id}, {"source", config_.name}, {"trust", "bench"}};
    body["text"] = with_comma(reading.text);
    body["value_nano"] = *reading.nano;
    body["unit"] = reading.unit;
    body["range_nano"] = {range.low, range.high};
    body["at_ns"] = at.since_boot.count();
    writing_.push_back(std::make_unique<Running>(record(awaited.fact->id, std::move(body))));
}

Task<void> MeterWatch::record(std::string fact, Json body) {
    auto written = co_await logbook_.append("fact", std::move(body));
    if (written && seen_) seen_(fact, *written);
}

Task<Result<void>> MeterWatch::flush() {
    if (waiting_.bytes.empty()) co_return Result<void>{};
    ConsoleBlock block = std::exchange(waiting_, {});
    auto written = co_await logbook_.console(config_.name, std::move(block));
    co_return written;
}

std::optional<std::pair<Nanos, Nanos>> MeterWatch::take_alive() {
    if (!alive_ || alive_->first == alive_->second) return std::nullopt;
    const auto taken = *alive_;
    alive_->first = alive_->second;  // the next one joins this one
    return taken;
}

}  // namespace banc
