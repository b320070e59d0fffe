// SPDX-License-Identifier: EUPL-1.2
// Consoles recorded without an exam, any number in one loop: raw bytes to files, patterns to facts.
// A port that is unplugged is awaited for ever; a pseudo-terminal that is gone has ended, unless a
// symbolic link led to it, which is made anew.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/record/console_log.h"
#include "bench/record/fact_lines.h"
#include "bench/record/pattern_file.h"
#include "drivers/console/line_scanner.h"
#include "drivers/transport/read_rounds.h"
#include "drivers/transport/tty_reader.h"

namespace banc {

struct ConsoleSource {
    std::string name;  // in facts
    std::string path;
    std::string file;  // name of its files
    TtySettings settings = {};
};

struct RecordOptions {
    std::string folder;
    std::vector<ConsoleSource> sources;
    std::vector<NamedPattern> patterns;
};

class Recorder {
public:
    struct Counts {
        std::uint64_t bytes = 0;
        std::uint64_t facts = 0;
        std::size_t gone = 0;
    };
    // The pseudo-terminals are all gone, or nothing can be written any more.
    using Ended = std::function<void(Result<void>)>;

    // Opens every console and its files; all that is refused at once.
    static Checked<std::unique_ptr<Recorder>> start(Loop& loop, RecordOptions options,
                                                    FactLines& facts);
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    // Called once, from the loop.
    void on_end(Ended ended) { ended_ = std::move(ended); }
    // Everything read is on disk, every fact is told.
    Result<void> finish();
    [[nodiscard]] Counts counts() const;

private:
    struct Line {
        FileDescriptor tty;  // -1 while it is gone
        std::string links;   // by which it was opened
        bool pseudo = false;
    };

    struct Console {
        ConsoleSource source;
        ConsoleLog log;
        std::optional<LineScanner> scanner;  // a new one when the line is back
        Line line;
        bool changed = false;  // its unfinished line, and it is in changed_
    };

    struct Changed {
        Console* console;
        Nanos since;
    };

    Recorder(Loop& loop, RecordOptions options, FactLines& facts, PatternSet patterns);
    Errors open_all();
    static Result<Line> open_line(const ConsoleSource& source);
    Result<void> add(const ConsoleSource& source);
    std::size_t read(std::size_t who, Instant at);
    ReadRounds::Then after_turn(Instant at);
    void look(Console& console);
    void found(const Console& console, std::size_t pattern, const ConsoleLine& line);
    void lose(std::size_t who, Instant at);
    void flush_some();
    void reopen();
    void check(const Result<void>& written);

    Loop& loop_;
    RecordOptions options_;
    FactLines& facts_;
    PatternSet patterns_;
    std::vector<std::unique_ptr<Console>> consoles_;
    std::vector<Changed> changed_;
    Bytes buffer_;
    Ended ended_;
    ReadRounds rounds_;
    std::size_t flush_turn_ = 0;
    TimerPtr flush_timer_;
    TimerPtr reopen_timer_;
};

}  // namespace banc
