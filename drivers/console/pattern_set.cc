// SPDX-License-Identifier: EUPL-1.2
#include "drivers/console/pattern_set.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>

namespace banc {

struct PatternSet::Compiled {
    RE2::Set set{RE2::Quiet, RE2::UNANCHORED};
    std::vector<std::unique_ptr<RE2>> alone;  // for when the set's automaton outgrows its memory
    std::uint64_t line = 0;                   // the line that `fired` speaks of
    std::vector<bool> fired;

    [[nodiscard]] std::vector<std::size_t> matching(const std::string& text) const {
        std::vector<int> hits;
        RE2::Set::ErrorInfo info{};
        if (set.Match(text, &hits, &info) || info.kind == RE2::Set::kNoError)
            return {hits.begin(), hits.end()};
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < alone.size(); ++i)
            if (RE2::PartialMatch(text, *alone[i])) found.push_back(i);
        return found;
    }
};

PatternSet::PatternSet(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;
PatternSet::~PatternSet() = default;

Result<PatternSet> PatternSet::compile(const std::vector<std::string>& patterns) {
    auto compiled = std::make_unique<Compiled>();
    for (const auto& pattern : patterns) {
        auto one = std::make_unique<RE2>(pattern, RE2::Quiet);
        if (!one->ok() || compiled->set.Add(pattern, nullptr) < 0)
            return fail(Errc::invalid,
                        text("motif « {} » : {}", "pattern \"{}\": {}", pattern, one->error()),
                        text("la syntaxe est celle de RE2", "the syntax is that of RE2"));
        compiled->alone.push_back(std::move(one));
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
    auto hits = compiled_->matching(line.text);
    std::sort(hits.begin(), hits.end());
    std::erase_if(hits, [&](std::size_t id) { return fired[id]; });
    for (const auto id : hits) fired[id] = true;
    return hits;
}

}  // namespace banc
