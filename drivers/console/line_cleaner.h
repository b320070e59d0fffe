// SPDX-License-Identifier: EUPL-1.2
// Raw console bytes, in any chunking, become clean lines: what a person would read on the terminal.
// Pure, and of constant size whatever comes in: the PC that prints is hostile.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "bench/core/bytes.h"
#include "bench/core/time.h"
#include "drivers/console/utf8.h"

namespace banc {

// A line of text; patterns, journal and reports all count on it (design.md §4).
inline constexpr std::size_t kMaxLineBytes = 4096;
// A window title, the longest of legitimate strings inside an escape, has a few hundred bytes.
inline constexpr std::size_t kMaxEscapeBytes = 4096;

enum class LineState {
    unfinished,  // so far: a prompt, or the first part of a line
    finished,
};

struct ConsoleLine {
    std::string text;          // UTF-8 without control characters but TAB; at most kMaxLineBytes
    std::uint64_t offset = 0;  // of its first byte in the raw stream: names the line
    Instant at;                // when its last byte came
    LineState state = LineState::unfinished;
    bool truncated = false;  // there was more, which is lost
};

// LF ends a line, whatever escape is open: nobody blinds the bench with an unclosed one. A jump to
// another row (firmware menus, full-screen programs) ends it too. CR LF is one end; text after a
// lone CR replaces the line, so a progress bar leaves its last state. Backspace, cursor left and
// right and "erase" act inside the line; every other escape (CSI, OSC, DCS) is dropped.
class LineCleaner {
public:
    using Sink = std::function<void(const ConsoleLine&)>;
    // Calls `sink` for each line that ends in these bytes, then for the unfinished one if it has
    // changed. The reference is good during the call only.
    void feed(ByteView bytes, Instant at, const Sink& sink);
    // As it stands.
    [[nodiscard]] const ConsoleLine& unfinished() const { return line_; }
    // Bytes held at this moment.
    [[nodiscard]] std::size_t buffered() const;

private:
    enum class State { text, escape, designate, csi, string, string_escape };

    std::size_t plain_run(ByteView bytes);
    void byte(std::uint8_t b, const Sink& sink);
    void ground(std::uint8_t b);
    void escape(std::uint8_t b, const Sink& sink);
    void csi(std::uint8_t b, const Sink& sink);
    void csi_final(char command, const Sink& sink);
    void string(std::uint8_t b);
    void abandon(std::uint8_t b);
    void put(std::string_view character);
    void put_scratch();
    void flush_utf8();
    void left(std::size_t count);
    void right(std::size_t count);
    void erase_right();
    void jump(const Sink& sink);
    void end_line(const Sink& sink);
    [[nodiscard]] std::size_t width_at(std::size_t index) const;

    ConsoleLine line_;
    std::size_t cursor_ = 0;  // byte index in line_.text, at the start of a character
    bool restart_ = false;    // a CR came: the next character replaces the line
    bool changed_ = false;    // since the unfinished line was last shown
    State state_ = State::text;
    std::string parameters_;        // of the open CSI
    std::size_t string_bytes_ = 0;  // swallowed since the open OSC, DCS, …
    std::uint64_t position_ = 0;    // in the raw stream, after the byte at hand
    Utf8Decoder utf8_;
    std::string scratch_;
};

}  // namespace banc
