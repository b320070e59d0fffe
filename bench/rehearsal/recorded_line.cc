// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/recorded_line.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kMeterPace = 250ms;    // UT61E and its kind show four values a second
constexpr Nanos kAgentAnswers = 50ms;  // what `hello` takes on a PC that is up
constexpr std::string_view kAsk = "ask ";
constexpr std::size_t kNonce = 16;

// Without the comments (#) in which a recording says where it comes from.
std::vector<std::string> lines_of(std::string_view recording) {
    std::vector<std::string> lines;
    while (!recording.empty()) {
        const auto end = std::min(recording.find('\n'), recording.size());
        const auto line = recording.substr(0, end);
        if (!line.empty() && !line.starts_with('#')) lines.emplace_back(line);
        recording.remove_prefix(std::min(end + 1, recording.size()));
    }
    return lines;
}

tl::unexpected<Error> unreadable(const std::string& line) {
    return fail(Errc::invalid, text("ligne illisible « {} »", "unreadable line \"{}\"", line),
                text("voir scenarios/pieces/README.md", "see scenarios/pieces/README.md"));
}

// "ask NONCE REQUEST" (drivers/agent/PROTOCOL.md).
bool is_question(std::string_view line) {
    const auto hexadecimal = [](unsigned char c) { return std::isxdigit(c) != 0; };
    return line.size() > kAsk.size() + kNonce + 1 && line[kAsk.size() + kNonce] == ' ' &&
           std::ranges::all_of(line.substr(kAsk.size(), kNonce), hexadecimal);
}

}  // namespace

void RecordedLine::listen(Listener listener) {
    listener_ = std::move(listener);
    if (listener_.signals) listener_.signals(signals_, loop_.now());
}

Result<void> RecordedLine::write(ByteView bytes) {
    if (on_write) on_write(to_string(bytes));
    return {};
}

void RecordedLine::say(std::string_view bytes) {
    if (listener_.bytes && !bytes.empty()) listener_.bytes(view(bytes), loop_.now());
}

void RecordedLine::drive(std::string_view wire, char level) {
    const bool asserted = level == '1';
    if (wire == "dsr") signals_.dsr = asserted;
    if (wire == "dcd") signals_.dcd = asserted;
    if (wire == "cts") signals_.cts = asserted;
    if (wire == "ri") signals_.ri = asserted;
    if (listener_.signals) listener_.signals(signals_, loop_.now());
}

Result<void> RecordedConsole::show(std::string_view recording) {
    line_.say(recording);
    return {};
}

Result<void> RecordedMeter::show(std::string_view recording) {
    lines_ = lines_of(recording);
    at_ = 0;
    next();
    return {};
}

void RecordedMeter::next() {
    timer_.reset();
    if (lines_.empty()) return;
    line_.say(lines_[at_++ % lines_.size()] + "\n");
    timer_ = loop_.after(kMeterPace, [this] { next(); });
}

RecordedAgent::RecordedAgent(Loop& loop, RecordedLine& line) : loop_(loop), line_(line) {
    line_.on_write = [this](const std::string& bytes) {
        unfinished_ += bytes;
        for (auto end = unfinished_.find('\n'); end != std::string::npos;
             end = unfinished_.find('\n')) {
            asked(unfinished_.substr(0, end));
            unfinished_.erase(0, end + 1);
        }
    };
}

// Questions, each with the lines of its answer.
Result<void> RecordedAgent::show(std::string_view recording) {
    exchanges_.clear();
    for (const auto& line : lines_of(recording)) {
        const bool asks = line.starts_with(kAsk);
        if (asks ? !is_question(line) : exchanges_.empty()) return unreadable(line);
        if (asks)
            exchanges_.push_back(
                {line.substr(kAsk.size() + kNonce + 1), line.substr(kAsk.size(), kNonce), {}});
        else
            exchanges_.back().answer += line + "\n";
    }
    return {};
}

void RecordedAgent::asked(const std::string& line) {
    const auto nonce = line.substr(kAsk.size(), kNonce);
    const auto request = line.substr(kAsk.size() + kNonce + 1);
    for (const auto& exchange : exchanges_) {
        if (exchange.request != request) continue;
        auto answer = exchange.answer;
        for (auto at = answer.find(exchange.nonce); at != std::string::npos;
             at = answer.find(exchange.nonce, at + kNonce))
            answer.replace(at, kNonce, nonce);
        reply_ += answer;
        replying_ = loop_.after(kAgentAnswers, [this] { line_.say(std::exchange(reply_, {})); });
        return;
    }
}

Result<void> RecordedContact::show(std::string_view recording) {
    changes_.clear();
    for (const auto& line : lines_of(recording)) {
        long ms = 0;
        const auto [end, wrong] = std::from_chars(line.data(), line.data() + line.size(), ms);
        const std::string_view level(end, line.data() + line.size());
        if (wrong != std::errc{} || ms < 0 || (level != " 0" && level != " 1"))
            return unreadable(line);
        const char to = level.back();
        changes_.push_back(
            loop_.after(std::chrono::milliseconds(ms), [this, to] { line_.drive(wire_, to); }));
    }
    return {};
}

}  // namespace banc
