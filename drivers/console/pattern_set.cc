// SPDX-License-Identifier: EUPL-1.2
#include "drivers/console/pattern_set.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>

namespace banc {
namespace {

RE2::Set empty_set() { return {RE2::Quiet, RE2::UNANCHORED}; }

// Ends of the text whatever the flags, and flags taken away, mean something else inside a page.
bool fits_a_page(const std::string& pattern) {
    static const RE2 unfit(R"(\\[AzQ]|\(\?[a-zA-Z]*-)");
    return !RE2::PartialMatch(pattern, unfit);
}

// Any of them, with ^ and $ at the ends of each line: one expression, because a set doesn't say
// where it matched. Nothing when a pattern can't be put so, or all together are too large.
std::unique_ptr<RE2> page_expression(const std::vector<std::string>& patterns) {
    std::string any;
    for (const auto& pattern : patterns) {
        if (!fits_a_page(pattern)) return nullptr;
        any += (any.empty() ? "(?m)(?:" : "|(?:") + pattern + ")";
    }
    RE2::Options options(RE2::Quiet);
    options.set_never_nl(true);  // or [^x]* would run through the lines, once from each
    auto page = std::make_unique<RE2>(any, options);
    return page->ok() ? std::move(page) : nullptr;
}

}  // namespace

struct PatternSet::Compiled {
    RE2::Set line = empty_set();
    std::unique_ptr<RE2> page;
};

PatternSet::PatternSet(std::unique_ptr<Compiled> compiled, std::size_t size)
    : compiled_(std::move(compiled)), size_(size) {}
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;
PatternSet::~PatternSet() = default;

// RE2 gives the set's automaton, once it compiles, the memory for any line: Match has no failure
// left.
Result<PatternSet> PatternSet::compile(const std::vector<std::string>& patterns) {
    auto compiled = std::make_unique<Compiled>();
    for (const auto& pattern : patterns) {
        std::string why;
        if (compiled->line.Add(pattern, &why) < 0)
            return fail(Errc::invalid,
                        text("motif « {} » : {}", "pattern \"{}\": {}", pattern, why),
                        text("la syntaxe est celle de RE2", "the syntax is that of RE2"));
    }
    if (!compiled->line.Compile())
        return fail(Errc::invalid, text("les motifs, ensemble, sont trop grands",
                                        "the patterns are too large together"));
    compiled->page = page_expression(patterns);
    return PatternSet(std::move(compiled), patterns.size());
}

std::size_t PatternSet::first_hint(std::string_view lines) const {
    if (size_ == 0) return lines.npos;
    if (!compiled_->page) return 0;
    const re2::StringPiece text(lines.data(), lines.size());
    re2::StringPiece hit;
    const bool hits = compiled_->page->Match(text, 0, text.size(), RE2::UNANCHORED, &hit, 1);
    return hits ? static_cast<std::size_t>(hit.data() - text.data()) : lines.npos;
}

std::vector<std::size_t> PatternSet::match(std::string_view line) const {
    std::vector<int> found;
    compiled_->line.Match({line.data(), line.size()}, &found);
    std::vector<std::size_t> hits(found.begin(), found.end());
    std::sort(hits.begin(), hits.end());
    return hits;
}

}  // namespace banc
