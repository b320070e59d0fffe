// SPDX-License-Identifier: EUPL-1.2
// libFuzzer entry: patterns and console bytes, in chunks the input chooses. What the scanner tells
// must be what a slow reader sees, who asks every line about every pattern.
// Input: patterns, one a line; NUL; then chunks: a byte for the size and whether to look, bytes.
#include <re2/re2.h>

#include <cstdlib>
#include <set>

#include "drivers/console/line_scanner.h"

namespace {

using namespace banc;

using Hit = std::pair<std::uint64_t, std::size_t>;  // line, pattern
using Hits = std::vector<Hit>;

constexpr std::size_t kPatterns = 6;
constexpr std::size_t kPatternBytes = 24;

std::vector<std::string> patterns_of(std::string_view words) {
    std::vector<std::string> out;
    while (!words.empty() && out.size() < kPatterns) {
        const auto line = words.substr(0, words.find('\n'));
        out.emplace_back(line.substr(0, kPatternBytes));
        words.remove_prefix(std::min(words.size(), line.size() + 1));
    }
    return out;
}

class SlowReader {
public:
    explicit SlowReader(const std::vector<std::string>& patterns) {
        for (const auto& pattern : patterns)
            patterns_.push_back(std::make_unique<RE2>(pattern, RE2::Quiet));
    }
    void feed(ByteView bytes) {
        cleaner_.feed(bytes, {}, [this](const ConsoleLine& line) {
            changed_ = line.state == LineState::unfinished;
            if (!changed_) ask(line);
        });
    }
    // A line that has not begun is none.
    void look() {
        if (std::exchange(changed_, false)) ask(cleaner_.unfinished());
    }
    [[nodiscard]] const Hits& hits() const { return hits_; }

private:
    void ask(const ConsoleLine& line) {
        for (std::size_t which = 0; which < patterns_.size(); ++which) {
            if (!RE2::PartialMatch(line.text, *patterns_[which])) continue;
            if (told_.insert({line.offset, which}).second) hits_.emplace_back(line.offset, which);
        }
    }

    std::vector<std::unique_ptr<RE2>> patterns_;
    LineCleaner cleaner_;
    bool changed_ = false;
    std::set<Hit> told_;
    Hits hits_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto head = std::min(input.find('\0'), size);
    const auto patterns = patterns_of(input.substr(0, head));
    const auto set = PatternSet::compile(patterns);
    if (!set) return 0;
    LineScanner scanner(*set);
    SlowReader reader(patterns);
    Hits hits;
    const auto found = [&](std::size_t pattern, const ConsoleLine& line) {
        hits.emplace_back(line.offset, pattern);
    };
    auto bytes = view(input).subspan(std::min(head + 1, size));
    while (!bytes.empty()) {
        const std::size_t wanted = bytes[0] / 2 + 1;
        const bool looks = bytes[0] % 2 != 0;
        bytes = bytes.subspan(1);
        const auto chunk = bytes.first(std::min(wanted, bytes.size()));
        bytes = bytes.subspan(chunk.size());
        scanner.feed(chunk, {}, found);
        reader.feed(chunk);
        if (!looks) continue;
        scanner.look(found);
        reader.look();
    }
    if (hits != reader.hits()) std::abort();
    return 0;
}
