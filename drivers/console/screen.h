// SPDX-License-Identifier: EUPL-1.2
// What a console has shown and nobody has used yet: the place where a dialogue, or a scripted
// candidate, waits until it reads something.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/core/error.h"
#include "bench/core/task.h"
#include "drivers/console/line_cleaner.h"

namespace banc {

// A boot of a PC prints about 30 KiB; what scrolls off unread was of no use to who waits.
inline constexpr std::size_t kMaxScreenBytes = 64 * 1024;

class Screen {
public:
    struct Seen {
        std::size_t which = 0;  // place of the pattern in the list
        std::string text;       // all that was shown since the last match, to the end of this one
    };

    explicit Screen(Loop& loop);
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    void feed(ByteView bytes, Instant at);
    // The line is gone: whoever waits now or later gets this error.
    void lose(Error error);
    // The same, until come_back(): what was shown before the gap is not gone on with.
    void go_away(Error error);
    void come_back();
    // What is shown by now matches nothing any more.
    void forget();

    // Waits until one of the patterns (RE2; the first of the list that matches wins) is found in
    // what was shown since the last match; `$` is the end of all that is shown: it finds prompts.
    // The next wait starts where the match ends. One wait at a time. Errors: invalid (a pattern),
    // timeout, and what lose() was given. `deadline` counts from the call.
    Task<Result<Seen>> until_any(std::vector<std::string> patterns, Nanos deadline);
    Task<Result<std::string>> until(std::string pattern, Nanos deadline);

    // Waits until a line that is away is back. Errors: disconnected when it is not by
    // the deadline, and what lose() was given.
    Task<Result<void>> until_back(Nanos deadline);

    // Not yet matched; at most kMaxScreenBytes and one line.
    [[nodiscard]] const std::string& unread() const { return text_; }

private:
    struct Waiting;
    void show(const ConsoleLine& line);
    void trim();
    void check();
    std::string take(std::size_t count);

    Loop& loop_;
    LineCleaner cleaner_;
    std::string text_;            // unread: finished lines, then the unread part of the last one
    std::size_t line_start_ = 0;  // index in text_ of the unfinished line
    std::string line_;            // the unfinished line, whole
    std::size_t read_ = 0;        // bytes of line_ already matched
    std::optional<Error> lost_;
    std::optional<Answer<Result<void>>::Resolver> back_;  // of who waits for it
    bool comes_back_ = false;                             // lost_ is not for ever
    std::unique_ptr<Waiting> waiting_;
};

}  // namespace banc
