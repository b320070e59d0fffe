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

// With ^ and $ at the ends of each line. Nothing when a pattern can't be put so.
std::unique_ptr<RE2::Set> page_set(const std::vector<std::string>& patterns) {
    auto set = std::make_unique<RE2::Set>(empty_set());
    for (const auto& pattern : patterns)
        if (!fits_a_page(pattern) || set->Add("(?m)" + pattern, nullptr) < 0) return nullptr;
    return set->Compile() ? std::move(set) : nullptr;
}

}  // namespace

struct PatternSet::Compiled {
    RE2::Set line = empty_set();
    std::unique_ptr<RE2::Set> page;
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
    compiled->page = page_set(patterns);
    return PatternSet(std::move(compiled), patterns.size());
}

bool PatternSet::may_match(std::string_view lines) const {
    const auto& page = compiled_->page;
    return size_ > 0 && (!page || page->Match({lines.data(), lines.size()}, nullptr));
}

std::vector<std::size_t> PatternSet::match(std::string_view line) const {
    std::vector<int> found;
    compiled_->line.Match({line.data(), line.size()}, &found);
    std::vector<std::size_t> hits(found.begin(), found.end());
    std::sort(hits.begin(), hits.end());
    return hits;
}

}  // namespace banc
