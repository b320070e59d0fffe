// SPDX-License-Identifier: EUPL-1.2
// Raw bytes of one console in, occurrences of patterns out: each pattern once a line, whatever the
// chunks the bytes came in.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "drivers/console/line_cleaner.h"
#include "drivers/console/pattern_set.h"

namespace banc {

class LineScanner {
public:
    // The line is good during the call only.
    using Found = std::function<void(std::size_t pattern, const ConsoleLine& line)>;

    // `patterns` outlives this.
    explicit LineScanner(const PatternSet& patterns);

    // Looks at the lines that end in these bytes.
    void feed(ByteView bytes, Instant at, const Found& found);
    // Looks at the unfinished line as it stands: a prompt never ends. When it has not changed since
    // the last look, this costs nothing.
    void look(const Found& found);
    // There is something new for look().
    [[nodiscard]] bool unseen() const { return unseen_; }
    // Bytes held at this moment; at most about 32 KiB.
    [[nodiscard]] std::size_t buffered() const;

private:
    struct Finished {
        std::size_t begin = 0;  // in page_
        std::uint64_t offset = 0;
        bool truncated = false;
    };

    void keep(const ConsoleLine& line, const Found& found);
    void turn_page(Instant at, const Found& found);
    [[nodiscard]] std::size_t line_at(std::size_t place) const;
    [[nodiscard]] std::size_t end_of(std::size_t which) const;
    [[nodiscard]] ConsoleLine finished(std::size_t which, Instant at) const;
    void match(const ConsoleLine& line, const Found& found);

    const PatternSet& patterns_;
    LineCleaner cleaner_;
    std::string page_;              // finished lines not looked at yet, each with its LF
    std::vector<Finished> lines_;   // where they are
    bool unseen_ = false;           // the unfinished line has changed since the last look
    std::uint64_t fired_line_ = 0;  // the line that fired_ speaks of
    std::vector<bool> fired_;
};

}  // namespace banc
