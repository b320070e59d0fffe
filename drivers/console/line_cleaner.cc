// SPDX-License-Identifier: EUPL-1.2
// The escape grammar is that of ECMA-48 §5 as terminals read it: CSI parameters and intermediates
// 0x20–0x3f, final byte 0x40–0x7e; strings end with ST (ESC \) or BEL; CAN and SUB abandon.
#include "drivers/console/line_cleaner.h"

#include <algorithm>
#include <charconv>

namespace banc {
namespace {

constexpr std::uint8_t kEsc = 0x1b;
constexpr std::uint8_t kBel = 0x07;
constexpr std::size_t kMaxParameters = 32;  // the longest in use (colours) has about 20
constexpr std::size_t kMaxMove = 256;       // the widest terminal anyone sets

bool abandons(std::uint8_t b) { return b == 0x18 || b == 0x1a; }  // CAN, SUB
bool printable(std::uint8_t b) { return static_cast<std::uint8_t>(b - 0x20) < 0x5f; }
bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }
// U+0080–U+009F: the C1 controls, which have no picture.
bool c1_control(std::string_view character) {
    return character.size() == 2 && character[0] == '\xc2' &&
           static_cast<unsigned char>(character[1]) < 0xa0;
}

// How many printable characters these bytes begin with: blocks first, which the compiler makes one
// comparison of.
std::size_t printable_prefix(ByteView bytes) {
    constexpr std::size_t block = 16;
    std::size_t count = 0;
    for (; count + block <= bytes.size(); count += block) {
        std::uint8_t foreign = 0;  // a byte, as what it is made of: 16 fit a register
        for (std::size_t i = 0; i < block; ++i) foreign |= !printable(bytes[count + i]);
        if (foreign != 0) break;
    }
    while (count < bytes.size() && printable(bytes[count])) ++count;
    return count;
}

// The first parameter of a cursor move; absent or zero counts as one.
std::size_t first_parameter(std::string_view parameters) {
    std::size_t n = 0;
    std::from_chars(parameters.data(), parameters.data() + parameters.size(), n);
    return std::clamp<std::size_t>(n, 1, kMaxMove);
}

}  // namespace

void LineCleaner::feed(ByteView bytes, Instant at, const Sink& sink) {
    line_.at = at;
    while (!bytes.empty()) {
        const auto run = plain_run(bytes);
        if (run == 0) {
            ++position_;
            byte(bytes[0], sink);
        }
        bytes = bytes.subspan(std::max<std::size_t>(run, 1));
    }
    if (!changed_) return;
    changed_ = false;
    sink(line_);
}

std::size_t LineCleaner::buffered() const {
    return line_.text.capacity() + parameters_.capacity() + scratch_.capacity();
}

// Nearly all of a console is plain text added at the end of a line: taken in one piece. What comes
// after the bound is skipped in one piece too, so that an endless line costs the bench nothing.
std::size_t LineCleaner::plain_run(ByteView bytes) {
    const bool at_end = line_.truncated || cursor_ == line_.text.size();
    if (state_ != State::text || restart_ || utf8_.pending() || !at_end) return 0;
    const auto room = line_.truncated ? bytes.size() : kMaxLineBytes - line_.text.size();
    const auto run = printable_prefix(bytes.first(std::min(bytes.size(), room)));
    position_ += run;
    if (run == 0 || line_.truncated) return run;
    line_.text.append(reinterpret_cast<const char*>(bytes.data()), run);  // iterators make a copy
    cursor_ += run;
    changed_ = true;
    return run;
}

void LineCleaner::byte(std::uint8_t b, const Sink& sink) {
    if (b == '\n') return end_line(sink);
    switch (state_) {
        case State::text: return ground(b);
        case State::escape: return escape(b, sink);
        case State::csi: return csi(b, sink);
        case State::designate:  // ESC ( B and the like: one more byte, of no consequence
            if (b < 0x20 || b > 0x2f) state_ = State::text;
            if (b < 0x20 || b > 0x7e) ground(b);
            return;
        case State::string: return string(b);
        case State::string_escape:
            if (b != '\\') return escape(b, sink);
            state_ = State::text;
            return;
    }
}

void LineCleaner::ground(std::uint8_t b) {
    if (b >= 0x80) {
        utf8_.feed(b, scratch_);
        return put_scratch();
    }
    flush_utf8();
    if (printable(b) || b == '\t') {
        const char c = static_cast<char>(b);
        return put({&c, 1});
    }
    if (b == kEsc) state_ = State::escape;
    if (b == '\b') left(1);
    if (b != '\r') return;
    restart_ = true;
    cursor_ = 0;
}

void LineCleaner::escape(std::uint8_t b, const Sink& sink) {
    state_ = State::text;
    switch (b) {
        case '[':
            state_ = State::csi;
            parameters_.clear();
            return;
        case ']':
        case 'P':
        case 'X':
        case '^':
        case '_':
            state_ = State::string;
            string_bytes_ = 0;
            return;
        case 'c':
        case 'D':
        case 'E':
        case 'M': return jump(sink);  // reset, down, next, up
        default: break;
    }
    if (b >= 0x20 && b <= 0x2f) state_ = State::designate;
    if (b < 0x20 || b > 0x7e) ground(b);
}

void LineCleaner::csi(std::uint8_t b, const Sink& sink) {
    if (b < 0x20 || b > 0x7e) return abandon(b);
    if (b < 0x40) {
        if (parameters_.size() < kMaxParameters) parameters_.push_back(static_cast<char>(b));
        return;
    }
    state_ = State::text;
    csi_final(static_cast<char>(b), sink);
}

void LineCleaner::csi_final(char command, const Sink& sink) {
    switch (command) {
        case 'D': return left(first_parameter(parameters_));
        case 'C': return right(first_parameter(parameters_));
        case 'K': return parameters_.empty() || parameters_ == "0" ? erase_right() : void();
        case 'J': return parameters_.empty() || parameters_ == "0" ? erase_right() : jump(sink);
        case 'A':
        case 'B':
        case 'E':
        case 'F':
        case 'H':
        case 'd':
        case 'f': return jump(sink);
        default: return;
    }
}

void LineCleaner::string(std::uint8_t b) {
    if (b == kEsc)
        state_ = State::string_escape;
    else if (b == kBel || abandons(b) || ++string_bytes_ > kMaxEscapeBytes)
        state_ = State::text;
}

// A control or a foreign byte inside a CSI: a control acts as usual and leaves the CSI open.
void LineCleaner::abandon(std::uint8_t b) {
    const bool stays = b < 0x20 && b != kEsc && !abandons(b);
    if (!stays) state_ = State::text;
    if (!abandons(b)) ground(b);
}

void LineCleaner::put(std::string_view character) {
    if (restart_) {
        restart_ = false;
        line_.truncated = false;
        line_.text.clear();
    }
    if (line_.truncated) return;
    changed_ = true;
    const auto old = width_at(cursor_);
    if (line_.text.size() - old + character.size() > kMaxLineBytes) {
        line_.truncated = true;
        return;
    }
    line_.text.replace(cursor_, old, character);
    cursor_ += character.size();
}

void LineCleaner::put_scratch() {
    for (std::string_view rest = scratch_; !rest.empty();) {
        std::size_t width = 1;
        while (width < rest.size() && continues(rest[width])) ++width;
        if (!c1_control(rest.substr(0, width))) put(rest.substr(0, width));
        rest.remove_prefix(width);
    }
    scratch_.clear();
}

void LineCleaner::flush_utf8() {
    if (!utf8_.pending()) return;
    utf8_.finish(scratch_);
    put_scratch();
}

void LineCleaner::left(std::size_t count) {
    for (; count > 0 && cursor_ > 0; --count) {
        --cursor_;
        while (cursor_ > 0 && continues(line_.text[cursor_])) --cursor_;
    }
}

void LineCleaner::right(std::size_t count) {
    restart_ = false;  // CR and right: a shell going back over its own prompt
    for (; count > 0; --count) {
        if (cursor_ == line_.text.size())
            put(" ");
        else
            cursor_ += width_at(cursor_);
    }
}

void LineCleaner::erase_right() {
    changed_ = changed_ || cursor_ < line_.text.size();
    line_.text.erase(cursor_);
}

void LineCleaner::jump(const Sink& sink) {
    if (!line_.text.empty()) end_line(sink);
}

void LineCleaner::end_line(const Sink& sink) {
    flush_utf8();
    line_.state = LineState::finished;
    sink(line_);
    line_.text.clear();
    line_.offset = position_;
    line_.state = LineState::unfinished;
    line_.truncated = false;
    cursor_ = 0;
    restart_ = false;
    changed_ = false;
    state_ = State::text;
}

std::size_t LineCleaner::width_at(std::size_t index) const {
    std::size_t width = 0;
    while (index + width < line_.text.size() &&
           (width == 0 || continues(line_.text[index + width])))
        ++width;
    return width;
}

}  // namespace banc
