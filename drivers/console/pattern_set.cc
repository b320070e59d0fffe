// SPDX-License-Identifier: EUPL-1.2
#include "drivers/console/pattern_set.h"

#include <re2/set.h>

#include <algorithm>

namespace banc {

struct PatternSet::Compiled {
    RE2::Set set{RE2::Quiet, RE2::UNANCHORED};
    std::uint64_t line = 0;  // the line that `fired` speaks of
    std::vector<bool> fired;
};

PatternSet::PatternSet(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;
PatternSet::~PatternSet() = default;

// RE2 gives the set's automaton, once it compiles, the memory for any line: Match has no failure
// left.
Result<PatternSet> PatternSet::compile(const std::vector<std::string>& patterns) {
    auto compiled = std::make_unique<Compiled>();
    for (const auto& pattern : patterns) {
        std::string why;
        if (compiled->set.Add(pattern, &why) < 0)
            return fail(Errc::invalid,
                        text("motif « {} » : {}", "pattern \"{}\": {}", pattern, why),
                        text("la syntaxe est celle de RE2", "the syntax is that of RE2"));
    }
    if (!compiled->set.Compile())
        return fail(Errc::invalid, text("les motifs, ensemble, sont trop grands",
                                        "the patterns are too large together"));
    compiled->fired.resize(patterns.size());
    return PatternSet(std::move(compiled));
}

std::vector<std::size_t> PatternSet::match(const ConsoleLine& line) {
    auto& fired = compiled_->fired;
    if (line.offset != compiled_->line) std::fill(fired.begin(), fired.end(), false);
    compiled_->line = line.offset;
    std::vector<int> found;
    compiled_->set.Match(line.text, &found);
    std::vector<std::size_t> hits(found.begin(), found.end());
    std::sort(hits.begin(), hits.end());
    std::erase_if(hits, [&](std::size_t id) { return fired[id]; });
    for (const auto id : hits) fired[id] = true;
    return hits;
}

}  // namespace banc
