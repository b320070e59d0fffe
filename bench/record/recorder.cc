// SPDX-License-Identifier: EUPL-1.2
#include "bench/record/recorder.h"

#include <algorithm>

namespace banc {
namespace {

using namespace std::chrono_literals;

// Each console is flushed once a second, a few at a time: 256 at once would be a stall.
constexpr std::size_t kFlushTurns = 32;
constexpr Nanos kFlushPeriod = 1000ms / kFlushTurns;
constexpr int kLastReads = 32;  // Linux gives 4 KiB at a time, and holds 64 or so
constexpr Nanos kReopenPeriod = 200ms;

std::vector<std::string> expressions(const std::vector<NamedPattern>& patterns) {
    std::vector<std::string> out;
    for (const auto& pattern : patterns) out.push_back(pattern.expression);
    return out;
}

}  // namespace

Checked<std::unique_ptr<Recorder>> Recorder::start(Loop& loop, RecordOptions options,
                                                   FactLines& facts) {
    auto patterns = PatternSet::compile(expressions(options.patterns));
    if (!patterns) return tl::unexpected<Errors>(Errors{std::move(patterns.error())});
    std::unique_ptr<Recorder> recorder(
        new Recorder(loop, std::move(options), facts, std::move(*patterns)));
    auto errors = recorder->open_all();
    if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
    return recorder;
}

Recorder::Recorder(Loop& loop, RecordOptions options, FactLines& facts, PatternSet patterns)
    : loop_(loop),
      options_(std::move(options)),
      facts_(facts),
      patterns_(std::move(patterns)),
      buffer_(kReadBytes),
      rounds_(loop, {[this](std::size_t who, Instant at) { return read(who, at); },
                     [this](Instant at) { return after_turn(at); }}) {
    flush_some();
}

Errors Recorder::open_all() {
    Errors errors;
    for (const auto& source : options_.sources)
        if (auto added = add(source); !added) errors.push_back(std::move(added.error()));
    if (!errors.empty()) return errors;
    for (const auto& console : consoles_)
        if (auto begun = console->log.begin(loop_.now()); !begun)
            errors.push_back(std::move(begun.error()));
    return errors;
}

// The links first: what is made anew in the meantime is then taken for new, not for the old one.
Result<Recorder::Line> Recorder::open_line(const ConsoleSource& source) {
    auto links = links_on(source.path);
    auto tty = open_tty(source.path, source.settings);
    if (!tty) return tl::unexpected<Error>(std::move(tty.error()));
    const bool pseudo = is_pseudo_terminal(tty->get());
    return Line{std::move(*tty), std::move(links), pseudo};
}

Result<void> Recorder::add(const ConsoleSource& source) {
    auto line = open_line(source);
    if (!line) return tl::unexpected<Error>(std::move(line.error()));
    auto log = ConsoleLog::open(options_.folder, source.file);
    if (!log) return tl::unexpected<Error>(std::move(log.error()));
    rounds_.watch(line->tty.get(), consoles_.size());
    consoles_.push_back(std::make_unique<Console>(Console{
        source, std::move(*log), std::make_optional<LineScanner>(patterns_), std::move(*line)}));
    return {};
}

std::size_t Recorder::read(std::size_t who, Instant at) {
    auto& console = *consoles_[who];
    const auto got = ::read(console.line.tty.get(), buffer_.data(), buffer_.size());
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
    if (got <= 0) {
        lose(who, at);
        return 0;
    }
    const ByteView bytes(buffer_.data(), static_cast<std::size_t>(got));
    check(console.log.add(bytes, at));
    console.scanner->feed(bytes, at, [&](std::size_t pattern, const ConsoleLine& line) {
        found(console, pattern, line);
    });
    if (console.scanner->unseen() && !std::exchange(console.changed, true))
        changed_.push_back({&console, at.since_boot});
    return bytes.size();
}

// An unfinished line is looked at a period after it changed: what is still on its way comes, and
// half a line is not taken for a prompt.
ReadRounds::Then Recorder::after_turn(Instant at) {
    std::erase_if(changed_, [&](const Changed& changed) {
        if (at.since_boot - changed.since < kRoundPeriod) return false;
        look(*changed.console);
        return true;
    });
    facts_.send();
    return changed_.empty() ? ReadRounds::Then::rest : ReadRounds::Then::another;
}

void Recorder::look(Console& console) {
    console.changed = false;
    console.scanner->look(
        [&](std::size_t pattern, const ConsoleLine& line) { found(console, pattern, line); });
}

void Recorder::found(const Console& console, std::size_t pattern, const ConsoleLine& line) {
    facts_.add({line.at, console.source.name, options_.patterns[pattern].name, line.text});
}

void Recorder::lose(std::size_t who, Instant at) {
    auto& console = *consoles_[who];
    rounds_.leave(console.line.tty.get());
    console.line.tty = FileDescriptor(-1);
    look(console);  // no more of its last line will come
    check(console.log.note("gone", at));
    if (!reopen_timer_) reopen_timer_ = loop_.after(kReopenPeriod, [this] { reopen(); });
}

void Recorder::reopen() {
    const auto now = loop_.now();
    std::size_t ended = 0;
    std::size_t gone = 0;
    for (std::size_t who = 0; who < consoles_.size(); ++who) {
        auto& console = *consoles_[who];
        if (console.line.tty.get() >= 0) continue;
        const auto& last = console.line;
        const bool strangers = last.pseudo && last.links == links_on(console.source.path);
        if (strangers && last.links.empty()) {
            ++ended;
            continue;
        }
        ++gone;
        if (strangers) continue;
        auto line = open_line(console.source);
        if (!line) continue;
        console.line = std::move(*line);
        console.scanner.emplace(patterns_);  // what comes now ends no line of before
        rounds_.watch(console.line.tty.get(), who);
        check(console.log.note("back", now));
    }
    reopen_timer_.reset();
    if (gone > 0) reopen_timer_ = loop_.after(kReopenPeriod, [this] { reopen(); });
    if (ended == consoles_.size() && ended_) std::exchange(ended_, nullptr)({});
}

void Recorder::flush_some() {
    for (std::size_t who = flush_turn_; who < consoles_.size(); who += kFlushTurns)
        check(consoles_[who]->log.flush());
    flush_turn_ = (flush_turn_ + 1) % kFlushTurns;
    facts_.send();
    flush_timer_ = loop_.after(kFlushPeriod, [this] { flush_some(); });
}

void Recorder::check(const Result<void>& written) {
    if (!written && ended_) std::exchange(ended_, nullptr)(written);
}

Result<void> Recorder::finish() {
    Result<void> result;
    for (std::size_t who = 0; who < consoles_.size(); ++who) {
        auto& console = consoles_[who];
        for (int i = 0; i < kLastReads && console->line.tty.get() >= 0; ++i)
            if (read(who, loop_.now()) == 0) break;
        look(*console);
        auto flushed = console->log.flush();
        if (!flushed) result = std::move(flushed);
    }
    facts_.finish(1s);
    return result;
}

Recorder::Counts Recorder::counts() const {
    Counts counts;
    counts.facts = facts_.count();
    for (const auto& console : consoles_) {
        counts.bytes += console->log.size();
        if (console->line.tty.get() < 0) ++counts.gone;
    }
    return counts;
}

}  // namespace banc
