// SPDX-License-Identifier: EUPL-1.2
// Many patterns looked for in a console line in one pass, whatever their number (RE2: linear time,
// so no line a hostile PC prints can stall the bench).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bench/core/error.h"
#include "drivers/console/line_cleaner.h"

namespace banc {

class PatternSet {
public:
    // RE2 syntax, UTF-8. Errc::invalid with what RE2 says of the first wrong one.
    static Result<PatternSet> compile(const std::vector<std::string>& patterns);
    PatternSet(PatternSet&&) noexcept;
    PatternSet& operator=(PatternSet&&) noexcept;
    ~PatternSet();

    // Which patterns (their places in the list, ascending) match this line now and have not yet:
    // an unfinished line may be shown again as it grows, and each pattern fires once a line. Lines
    // come in the order of the stream, all of them, also those whose outcome the caller ignores.
    std::vector<std::size_t> match(const ConsoleLine& line);

private:
    struct Compiled;
    explicit PatternSet(std::unique_ptr<Compiled> compiled);
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace banc
