// SPDX-License-Identifier: EUPL-1.2
// Many patterns looked for in console lines in one pass, whatever their number (RE2: linear time,
// so no line a hostile PC prints can stall the bench). Compiled once, for any number of consoles.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bench/core/error.h"

namespace banc {

class PatternSet {
public:
    // RE2 syntax, UTF-8. Errc::invalid with what RE2 says of the first wrong one.
    static Result<PatternSet> compile(const std::vector<std::string>& patterns);
    PatternSet(PatternSet&&) noexcept;
    PatternSet& operator=(PatternSet&&) noexcept;
    ~PatternSet();

    [[nodiscard]] std::size_t size() const { return size_; }
    // The first place in this text, lines between LFs, whose line may match: no line before that
    // one does. npos, nearly always the answer, is much cheaper than asking line by line.
    [[nodiscard]] std::size_t first_hint(std::string_view lines) const;
    // Which patterns match this line: their places in the list, ascending.
    [[nodiscard]] std::vector<std::size_t> match(std::string_view line) const;

private:
    struct Compiled;
    PatternSet(std::unique_ptr<Compiled> compiled, std::size_t size);
    std::unique_ptr<Compiled> compiled_;
    std::size_t size_;
};

}  // namespace banc
