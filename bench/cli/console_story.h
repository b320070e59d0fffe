// SPDX-License-Identifier: EUPL-1.2
// What one console of an exam showed, and what happened meanwhile, in the order of time.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "bench/core/bytes.h"
#include "bench/journal/record.h"

namespace banc {

struct ConsoleStory {
    struct Shown {
        Bytes bytes;
    };
    struct Mark {
        std::uint64_t record;
        std::string label;  // "fact up", "injection pc.disk0.power"
    };
    struct Moment {
        Nanos at{0};
        std::variant<Shown, Mark> what;
    };
    std::string console;
    Instant begin;
    std::vector<Moment> moments;
};

// From the journal and the bytes beside it, whatever became of scenario and référentiel. An empty
// `console` is the first one of a PC that was recorded. Errc::invalid when there is none.
Result<ConsoleStory> console_story(const std::vector<Record>& records, const std::string& folder,
                                   std::string console);

}  // namespace banc
