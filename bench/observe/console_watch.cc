// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/console_watch.h"

#include <algorithm>

namespace banc {
namespace {

constexpr std::size_t kFactTextMax = 256;  // RECORDS.md: the whole line lies in the raw bytes
constexpr int kFactsPerSecond = 20;        // RECORDS.md: of each fact; nobody acts faster

// At most kFactTextMax bytes, never through the middle of a character.
std::string excerpt(std::string_view line) {
    if (line.size() > kFactTextMax) {
        std::size_t end = kFactTextMax;
        while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
        line = line.substr(0, end);
    }
    return std::string(line);
}

}  // namespace

ConsoleWatch::ConsoleWatch(Loop& loop, Logbook& logbook, const ConsoleConfig& config,
                           ByteLine& line)
    : loop_(loop), logbook_(logbook), config_(config), line_(line), screen_(loop) {
    alive_from_ = loop.now().since_boot;
}

Result<void> ConsoleWatch::watch(const Scenario& scenario, Seen seen) {
    seen_ = std::move(seen);
    std::vector<std::string> patterns;
    for (const auto& fact : scenario.facts) {
        if (fact.kind != FactKind::event || fact.source.provider != config_.name) continue;
        patterns.push_back(fact.source.pattern);
        facts_.push_back(fact.id);
    }
    this_second_.assign(facts_.size(), 0);
    auto compiled = PatternSet::compile(patterns);
    if (!compiled) return tl::unexpected(std::move(compiled.error()).within(config_.name));
    patterns_.emplace(std::move(*compiled));
    scanner_.emplace(*patterns_);
    line_.listen({[this](ByteView bytes, Instant at) { arrived(bytes, at); },
                  [this](ModemSignals, Instant) { signals(); },
                  [this](Error error) {
                      note_port("gone", loop_.now(), error.what);
                      screen_.lose(std::move(error));
                      tell_inputs();
                  },
                  [this](Error why, Instant at) { gone(std::move(why), at); },
                  [this](Instant at) { back(at); }});
    note_port("open", loop_.now(), {});
    return {};
}

void ConsoleWatch::note_port(std::string_view state, Instant at, const Text& why) {
    Json body{{"console", config_.name}, {"state", state}, {"at_ns", at.since_boot.count()}};
    if (const auto settings = line_.settings(); !settings.empty()) body["settings"] = settings;
    if (!why.fr.empty()) body["detail"] = {{"fr", why.fr}, {"en", why.en}};
    ports_.push_back(std::move(body));
}

void ConsoleWatch::gone(Error why, Instant at) {
    seen_all_ = false;
    note_port("gone", at, why.what);
    if (power_changed_) power_changed_();  // it may be: nobody can see the LED
    tell_inputs();
    screen_.go_away(std::move(why));
}

// A line that was cut in the middle does not go on after the gap.
void ConsoleWatch::back(Instant at) {
    scanner_.emplace(*patterns_);
    note_port("back", at, {});
    screen_.come_back();
}

ConsoleWatch::Use& ConsoleWatch::use() {
    const auto now = loop_.now();
    if (!use_) use_ = Use{turn_of_.value_or("banc"), now, now};
    use_->to = now;
    return *use_;
}

Result<void> ConsoleWatch::type(ByteView keys) {
    use().bytes += keys.size();
    return line_.write(keys);
}

Result<void> ConsoleWatch::send_break(Nanos span) {
    ++use().breaks;
    return line_.send_break(span);
}

std::optional<bool> ConsoleWatch::input(const std::string& wired) const {
    if (!line_.alive()) return std::nullopt;  // nobody knows
    return banc::asserted(line_.signals(), wired);
}

std::optional<bool> ConsoleWatch::asserted(const std::string& wire) const {
    if (input(config_.carrier) == false) return std::nullopt;
    return input(wire);
}

void ConsoleWatch::tell_inputs() const {
    for (const auto& call : inputs_changed_) call();
}

std::optional<bool> ConsoleWatch::powered() const { return input(config_.power_led); }

void ConsoleWatch::signals() {
    if (input(config_.carrier) == false) seen_all_ = false;
    tell_inputs();
    const auto now = powered();
    if (now == was_powered_) return;
    was_powered_ = now;
    if (power_changed_) power_changed_();
}

void ConsoleWatch::arrived(ByteView bytes, Instant at) {
    waiting_.add(bytes, at);
    screen_.feed(bytes, at);
    const auto seen = [this](std::size_t pattern, const ConsoleLine& line) {
        found(pattern, line);
    };
    scanner_->feed(bytes, at, seen);
    scanner_->look(seen);
    if (!waiting_.full()) return;
    forget_written();
    writing_.push_back(std::make_unique<Running>([](ConsoleWatch& self) -> Task<void> {
        auto flushed = co_await self.flush();
        static_cast<void>(flushed);  // the logbook tells its owner
    }(*this)));
}

// Or a console that pours out would make the list longer for ever.
void ConsoleWatch::forget_written() {
    std::erase_if(writing_, [](const auto& running) { return running->done(); });
}

void ConsoleWatch::found(std::size_t pattern, const ConsoleLine& line) {
    if (turn_of_ || !within_rate(pattern, line.at.since_boot)) return;
    forget_written();
    Json body{{"fact", facts_[pattern]}, {"source", config_.name}, {"trust", "console"}};
    body["text"] = excerpt(line.text);
    body["at_ns"] = line.at.since_boot.count();
    writing_.push_back(std::make_unique<Running>(record(facts_[pattern], std::move(body))));
}

bool ConsoleWatch::within_rate(std::size_t pattern, Nanos at) {
    const auto second = std::chrono::floor<std::chrono::seconds>(at);
    if (second != second_) std::fill(this_second_.begin(), this_second_.end(), 0);
    second_ = second;
    if (++this_second_[pattern] <= kFactsPerSecond) return true;
    ++left_out_[facts_[pattern]];
    seen_all_ = false;
    return false;
}

Task<void> ConsoleWatch::record(std::string fact, Json body) {
    auto written = co_await logbook_.append("fact", std::move(body));
    if (written && seen_) seen_(fact, *written);
}

Task<Result<void>> ConsoleWatch::flush() {
    ConsoleBlock block = std::exchange(waiting_, {});
    Result<void> written;
    if (!block.bytes.empty()) written = co_await logbook_.console(config_.name, std::move(block));
    if (!written) co_return written;
    auto told = co_await flush_port();
    co_return told;
}

Task<Result<void>> ConsoleWatch::flush_port() {
    auto ports = std::exchange(ports_, {});
    const auto used = std::exchange(use_, {});
    for (auto& body : ports) {
        auto noted = co_await logbook_.append("port", std::move(body));
        if (!noted) co_return tl::unexpected(noted.error());
    }
    if (!used) co_return Result<void>{};
    Json body{{"console", config_.name}, {"who", used->who}, {"bytes", used->bytes}};
    body["breaks"] = used->breaks;
    body["from_ns"] = used->from.since_boot.count();
    body["to_ns"] = used->to.since_boot.count();
    auto noted = co_await logbook_.append("use", std::move(body));
    if (!noted) co_return tl::unexpected(noted.error());
    co_return Result<void>{};
}

std::optional<std::pair<Nanos, Nanos>> ConsoleWatch::take_alive() {
    const Nanos now = loop_.now().since_boot;
    const Nanos from = std::exchange(alive_from_, now);
    const bool up = line_.alive() && input(config_.carrier).value_or(true);
    const bool seen_all = std::exchange(seen_all_, up);
    if (!seen_all || !up) return std::nullopt;
    return std::pair{from, now};
}

}  // namespace banc
