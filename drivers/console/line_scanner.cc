// SPDX-License-Identifier: EUPL-1.2
#include "drivers/console/line_scanner.h"

#include <algorithm>
#include <utility>

namespace banc {
namespace {

// Enough lines to be worth one pass, few enough to stay in the processor's first cache.
constexpr std::size_t kPageBytes = 4096;
constexpr std::size_t kPageLines = 256;  // the same for empty ones

}  // namespace

LineScanner::LineScanner(const PatternSet& patterns)
    : patterns_(patterns), fired_(patterns.size()) {}

void LineScanner::feed(ByteView bytes, Instant at, const Found& found) {
    cleaner_.feed(bytes, at, [&](const ConsoleLine& line) { keep(line, found); });
    turn_page(at, found);
}

void LineScanner::look(const Found& found) {
    if (!std::exchange(unseen_, false)) return;
    const auto& line = cleaner_.unfinished();
    if (patterns_.first_hint(line.text) != std::string::npos) match(line, found);
}

std::size_t LineScanner::buffered() const {
    return cleaner_.buffered() + page_.capacity() + lines_.capacity() * sizeof(Finished);
}

void LineScanner::keep(const ConsoleLine& line, const Found& found) {
    unseen_ = line.state == LineState::unfinished;
    if (unseen_) return;
    const bool full = page_.size() + line.text.size() > kPageBytes || lines_.size() == kPageLines;
    if (full) turn_page(line.at, found);
    lines_.push_back({page_.size(), line.offset, line.truncated});
    page_ += line.text;
    page_ += '\n';
}

// One pass over the page, which stops at the lines that hold something. The page's last LF is left
// out, after which an empty line would seem to stand.
void LineScanner::turn_page(Instant at, const Found& found) {
    for (std::size_t next = 0; next < page_.size();) {
        const auto rest = std::string_view(page_).substr(next, page_.size() - 1 - next);
        const auto hint = patterns_.first_hint(rest);
        if (hint == rest.npos) break;
        const auto which = line_at(next + hint);
        match(finished(which, at), found);
        next = end_of(which);
    }
    lines_.clear();
    page_.clear();
}

std::size_t LineScanner::line_at(std::size_t place) const {
    const auto after =
        std::ranges::upper_bound(lines_, place, std::ranges::less{}, &Finished::begin);
    return static_cast<std::size_t>(after - lines_.begin()) - 1;
}

std::size_t LineScanner::end_of(std::size_t which) const {
    return which + 1 < lines_.size() ? lines_[which + 1].begin : page_.size();
}

ConsoleLine LineScanner::finished(std::size_t which, Instant at) const {
    const auto& line = lines_[which];
    const auto length = end_of(which) - line.begin - 1;
    return {page_.substr(line.begin, length), line.offset, at, LineState::finished, line.truncated};
}

void LineScanner::match(const ConsoleLine& line, const Found& found) {
    if (line.offset != fired_line_) std::fill(fired_.begin(), fired_.end(), false);
    fired_line_ = line.offset;
    for (const auto pattern : patterns_.match(line.text)) {
        if (fired_[pattern]) continue;
        fired_[pattern] = true;
        found(pattern, line);
    }
}

}  // namespace banc
