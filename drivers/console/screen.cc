// SPDX-License-Identifier: EUPL-1.2
#include "drivers/console/screen.h"

#include <fmt/ranges.h>
#include <re2/re2.h>

#include <algorithm>

namespace banc {

struct Screen::Waiting {
    std::vector<std::unique_ptr<RE2>> patterns;
    Answer<Result<Seen>>::Resolver answer;
};

namespace {

Result<std::vector<std::unique_ptr<RE2>>> compile(const std::vector<std::string>& patterns) {
    std::vector<std::unique_ptr<RE2>> compiled;
    for (const auto& pattern : patterns) {
        compiled.push_back(std::make_unique<RE2>(pattern, RE2::Quiet));
        if (!compiled.back()->ok())
            return fail(Errc::invalid, text("motif « {} » : {}", "pattern \"{}\": {}", pattern,
                                            compiled.back()->error()));
    }
    return compiled;
}

tl::unexpected<Error> not_shown(const std::vector<std::string>& patterns, Nanos deadline) {
    const auto what = fmt::format("{}", fmt::join(patterns, " | "));
    const auto s = std::chrono::duration_cast<std::chrono::seconds>(deadline).count();
    return fail(Errc::timeout, text("rien qui ressemble à « {} » à l'écran en {} s",
                                    "nothing like \"{}\" on the screen within {} s", what, s));
}

}  // namespace

Screen::Screen(Loop& loop) : loop_(loop) {}
Screen::~Screen() = default;

void Screen::feed(ByteView bytes, Instant at) {
    cleaner_.feed(bytes, at, [this](const ConsoleLine& line) { show(line); });
    check();
}

void Screen::lose(Error error) {
    lost_ = std::move(error);
    check();
}

void Screen::go_away(Error error) {
    comes_back_ = true;
    lose(std::move(error));
}

// A line that was cut in the middle does not go on after the gap.
void Screen::come_back() {
    lost_.reset();
    comes_back_ = false;
    cleaner_ = LineCleaner();
    forget();
    if (back_) (*back_)({});
}

Task<Result<void>> Screen::until_back(Nanos deadline) {
    if (!lost_) co_return Result<void>{};
    if (!comes_back_) co_return tl::unexpected<Error>(*lost_);
    Answer<Result<void>> answer(loop_);
    back_ = answer.resolver();
    const auto timer = loop_.after(deadline, [r = answer.resolver()] {
        r(fail(Errc::disconnected,
               text("la console n'est pas revenue", "the console did not return"),
               text("rebranchez-la à la même place", "plug it in at the same place")));
    });
    Result<void> back = co_await answer;
    co_return back;
}

void Screen::forget() { take(text_.size()); }

Task<Result<Screen::Seen>> Screen::until_any(std::vector<std::string> patterns, Nanos deadline) {
    auto compiled = compile(patterns);
    if (!compiled) co_return tl::unexpected<Error>(std::move(compiled.error()));
    Answer<Result<Seen>> answer(loop_);
    waiting_ = std::make_unique<Waiting>(Waiting{std::move(*compiled), answer.resolver()});
    check();
    const auto timer = loop_.after(deadline, [r = answer.resolver(), &patterns, deadline] {
        r(not_shown(patterns, deadline));
    });
    auto seen = co_await answer;
    co_return seen;
}

Task<Result<std::string>> Screen::until(std::string pattern, Nanos deadline) {
    std::vector<std::string> patterns{std::move(pattern)};
    auto seen = co_await until_any(std::move(patterns), deadline);
    co_return std::move(seen).map([](Seen found) { return std::move(found.text); });
}

void Screen::show(const ConsoleLine& line) {
    // Rewritten before the point already read: from there on it is new to the reader.
    const auto same = std::mismatch(line_.begin(), line_.end(), line.text.begin(), line.text.end());
    read_ = std::min(read_, static_cast<std::size_t>(same.first - line_.begin()));
    text_.replace(line_start_, std::string::npos, line.text, read_, std::string::npos);
    line_ = line.text;
    if (line.state == LineState::unfinished) return;
    text_ += '\n';
    line_.clear();
    read_ = 0;
    line_start_ = text_.size();
    trim();
}

void Screen::trim() {
    if (text_.size() <= kMaxScreenBytes) return;
    text_.erase(0, text_.size() - kMaxScreenBytes);
    line_start_ = text_.size();
}

void Screen::check() {
    if (!waiting_ || !waiting_->answer.wanted()) return waiting_.reset();
    for (std::size_t i = 0; i < waiting_->patterns.size(); ++i) {
        re2::StringPiece found;
        const auto& pattern = *waiting_->patterns[i];
        if (!pattern.Match(text_, 0, text_.size(), RE2::UNANCHORED, &found, 1)) continue;
        const auto end = static_cast<std::size_t>(found.data() + found.size() - text_.data());
        waiting_->answer(Seen{i, take(end)});
        return waiting_.reset();
    }
    if (!lost_) return;
    waiting_->answer(tl::unexpected<Error>(*lost_));
    waiting_.reset();
}

std::string Screen::take(std::size_t count) {
    auto taken = text_.substr(0, count);
    text_.erase(0, count);
    read_ += count - std::min(count, line_start_);
    line_start_ -= std::min(count, line_start_);
    return taken;
}

}  // namespace banc
