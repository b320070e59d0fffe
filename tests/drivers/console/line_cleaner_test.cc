// SPDX-License-Identifier: EUPL-1.2
#include "drivers/console/line_cleaner.h"

#include <catch2/catch.hpp>

using namespace banc;
using namespace std::string_view_literals;

namespace {

struct Reader {
    LineCleaner cleaner;
    std::vector<ConsoleLine> lines;  // finished
    std::string rest;                // the unfinished line, as last shown

    void feed(std::string_view bytes, Instant at = {}) {
        cleaner.feed(view(bytes), at, [this](const ConsoleLine& line) {
            const bool finished = line.state == LineState::finished;
            if (finished) lines.push_back(line);
            rest = finished ? "" : line.text;
        });
    }
    [[nodiscard]] std::vector<std::string> texts() const {
        std::vector<std::string> out;
        for (const auto& line : lines) out.push_back(line.text);
        return out;
    }
};

using Texts = std::vector<std::string>;

// Everything at once: colours, a title, a progress bar, CR CR LF, backspaces, French, broken UTF-8,
// a charset switch, a menu drawn by rows, an unclosed string and a DCS.
constexpr std::string_view kNasty =
    "\x1b[1;32mroot@atelier\x1b[0m:~# l\b \bls\r\r\n"
    "\x1b]0;titre\x07 45 %\r 99 %\r100 %\r\n"
    "r\xc3\xa9par\xc3\xa9 \xe2\x82\xac \xf0\x9f\x94\xa7 \xe2\x82z \xff\xc3\n"
    "\x1b(B\x1bP1;2|donn\xc3\xa9\x65s\x1b\\apr\xc3\xa8s\n"
    "\x1b[2J\x1b[1;1HMenu\x1b[2;1HBoot\x1b[3;5H\x1b[7mDisk 1\n"
    "\x1b]2;jamais ferm\xc3\xa9\nsuite\0\x07\x7f fin\n"
    "login: "sv;

}  // namespace

TEST_CASE("a console line reads as it would on a terminal", "[console][lines]") {
    const auto [raw, clean] = GENERATE(table<std::string, Texts>({
        {"plain\n", {"plain"}},
        {"dos\r\n", {"dos"}},
        {"twice\r\r\n", {"twice"}},
        {"\n\n", {"", ""}},
        {"10 %\r20 %\rdone\n", {"done"}},
        {"long first state\rshort\n", {"short"}},
        {"kept by a CR\r", {}},
        {"\x1b[31mred\x1b[0m\n", {"red"}},
        {"\x1b]0;window title\x07text\n", {"text"}},
        {"\x1b]0;window title\x1b\\text\n", {"text"}},
        {"\x1bPdevice\x1b\\text\n", {"text"}},
        {"\x1b(0box\x1b(B\n", {"box"}},
        {"\x1b[?2004h$ \x1b[6nls\n", {"$ ls"}},
        {"abc\b\b\bxyz\n", {"xyz"}},
        {"abd\b \bc\n", {"abc"}},
        {"\b\bnothing left to go back over\n", {"nothing left to go back over"}},
        {"\xc3\xa9t\xc3\xa9\b\xc3\xa8\n", {"\xc3\xa9t\xc3\xa8"}},
        {"old tail\x1b[4D\x1b[K new\n", {"old  new"}},
        {"ac\x1b[Db\n", {"ab"}},
        {"# \r\x1b[2Cls\n", {"# ls"}},
        {"a\x1b[3Cb\n", {"a   b"}},
        {"tab\tstays\n", {"tab\tstays"}},
        {"bell\x07 vt\x0b ff\x0c del\x7f end\n", {"bell vt ff del end"}},
        {"c1 \xc2\x9b"
         "31m\n",
         {"c1 31m"}},
        {"row one\x1b[5;1Hrow five\n", {"row one", "row five"}},
        {"gone\x1b"
         "cSeaBIOS\n",
         {"gone", "SeaBIOS"}},
        {"\x1b[2J\x1b[H\n", {""}},
        {"\x1b[31\x18text\n", {"text"}},
        {"\x1b[3\xc3\xa9text\n", {"\xc3\xa9text"}},
        {"\x1b\x1b[mtext\n", {"text"}},
        {"unclosed \x1b]0;title\nnext\n", {"unclosed ", "next"}},
        {"unclosed \x1b[12;\nnext\n", {"unclosed ", "next"}},
    }));
    CAPTURE(raw);
    Reader reader;
    reader.feed(raw);
    CHECK(reader.texts() == clean);
}

TEST_CASE("what is not UTF-8 becomes U+FFFD, once for each wrong part", "[console][lines]") {
    const auto [raw, clean] = GENERATE(table<std::string, std::string>({
        {"\xff", "\uFFFD"},
        {"\x80\x80", "\uFFFD\uFFFD"},
        {"\xe2\x82", "\uFFFD"},  // cut
        {"\xe2\x82z", "\uFFFDz"},
        {"\xc0\xaf", "\uFFFD\uFFFD"},  // overlong /
        {"\xe0\x80\xaf", "\uFFFD\uFFFD\uFFFD"},
        {"\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"},            // a surrogate
        {"\xf4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},  // beyond U+10FFFF
        {"\xf0\x9f\xc3\xa9", "\uFFFD\u00e9"},
        {"\xf0\x9f\x94\xa7", "\U0001F527"},
    }));
    CAPTURE(clean);
    Reader reader;
    reader.feed(raw + "\n");
    CHECK(reader.texts() == Texts{clean});
    CHECK(as_utf8(raw) == clean);
}

TEST_CASE("bytes cut anywhere give the same lines", "[console][lines]") {
    const std::string bytes(kNasty);
    Reader whole;
    whole.feed(bytes);
    REQUIRE(whole.texts() == Texts{"root@atelier:~# ls", "100 %", "réparé € 🔧 \uFFFDz \uFFFD\uFFFD",
                                   "après", "Menu", "Boot", "Disk 1", "", "suite fin"});
    REQUIRE(whole.rest == "login: ");
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        CAPTURE(cut);
        Reader parts;
        parts.feed(std::string_view(bytes).substr(0, cut));
        parts.feed(std::string_view(bytes).substr(cut));
        CHECK(parts.texts() == whole.texts());
        CHECK(parts.rest == whole.rest);
        REQUIRE(parts.lines.size() == whole.lines.size());
        for (std::size_t i = 0; i < parts.lines.size(); ++i)
            CHECK(parts.lines[i].offset == whole.lines[i].offset);
    }
}

TEST_CASE("bytes that come one by one give the same lines", "[console][lines]") {
    Reader whole;
    whole.feed(kNasty);
    Reader single;
    for (const char c : kNasty) single.feed({&c, 1});
    CHECK(single.texts() == whole.texts());
    CHECK(single.rest == whole.rest);
}

TEST_CASE("a line knows where it starts in the stream and when it ended", "[console][lines]") {
    Reader reader;
    reader.feed("one\r\ntw", Instant{Nanos{10}, {}});
    reader.feed("o\nthree", Instant{Nanos{20}, {}});
    REQUIRE(reader.texts() == Texts{"one", "two"});
    CHECK(reader.lines[0].offset == 0);
    CHECK(reader.lines[0].at.since_boot == Nanos{10});
    CHECK(reader.lines[1].offset == 5);
    CHECK(reader.lines[1].at.since_boot == Nanos{20});
}

TEST_CASE("an unfinished line is shown when it changes, and only then", "[console][lines]") {
    LineCleaner cleaner;
    std::vector<std::string> shown;
    const auto feed = [&](std::string_view bytes) {
        cleaner.feed(view(bytes), {}, [&](const ConsoleLine& line) {
            CHECK(line.state == LineState::unfinished);
            shown.push_back(line.text);
        });
    };
    feed("atelier log");
    feed("in: ");
    feed("\x1b[0m");
    feed("\x07");
    CHECK(shown == std::vector<std::string>{"atelier log", "atelier login: "});
}

TEST_CASE("a line over its bound is cut, marked, and the rest of it is lost", "[console][lines]") {
    const auto length = GENERATE(kMaxLineBytes - 1, kMaxLineBytes, kMaxLineBytes + 1, 50'000UL);
    CAPTURE(length);
    Reader reader;
    reader.feed(std::string(length, 'x') + "\nnext\n");
    REQUIRE(reader.lines.size() == 2);
    CHECK(reader.lines[0].text.size() == std::min(length, kMaxLineBytes));
    CHECK(reader.lines[0].truncated == (length > kMaxLineBytes));
    CHECK(reader.lines[1].text == "next");
    CHECK_FALSE(reader.lines[1].truncated);
}

TEST_CASE("a character is never cut in two at the bound", "[console][lines]") {
    Reader reader;
    reader.feed(std::string(kMaxLineBytes - 2, 'x') + "€éz\n");  // é would fit where € did not
    CHECK(reader.lines[0].text == std::string(kMaxLineBytes - 2, 'x'));
    CHECK(reader.lines[0].truncated);
}

TEST_CASE("nothing the PC prints makes the cleaner grow", "[console][lines]") {
    const std::string piece =
        GENERATE("xxxxxxxxxxxxxxxx", "\x1b]0;aaaaaaaaaaaa", "\x1b[1;2;3;4;5;6;7",
                 "11111;1111111111", "\xc3\xa9\xe2\x82\xac\xff\xf0", "\x1b[255Cy\b",
                 "\x1bP\x1b\x1b\x1b[\x1b_", "\rabcdef\x1b[200C");
    CAPTURE(piece);
    std::string block;
    while (block.size() < 64 * 1024) block += piece;
    LineCleaner cleaner;
    std::size_t longest = 0;
    for (int i = 0; i < 16; ++i)  // 1 MiB without one line end
        cleaner.feed(view(block), {}, [&](const ConsoleLine& line) {
            longest = std::max(longest, line.text.size());
        });
    CHECK(longest <= kMaxLineBytes);
    CHECK(cleaner.buffered() <= 4 * kMaxLineBytes);
}

TEST_CASE("an escape without end is given up", "[console][lines]") {
    Reader reader;
    reader.feed("\x1b]0;" + std::string(kMaxEscapeBytes + 1, 'x') + "seen\n");
    CHECK(reader.texts().at(0).ends_with("seen"));
    reader.feed("\x1b[" + std::string(1'000'000, '1'));
    CHECK(reader.cleaner.buffered() <= 4 * kMaxLineBytes);
    reader.feed("mafter\n");
    CHECK(reader.texts().at(1) == "after");
}

TEST_CASE("a line of 100 MB takes no more memory than a short one", "[console][lines]") {
    const std::string block(1024 * 1024, 'x');
    Reader reader;
    for (int i = 0; i < 100; ++i) reader.feed(block);
    CHECK(reader.cleaner.buffered() <= 4 * kMaxLineBytes);
    reader.feed("\nlogin:\n");
    CHECK(reader.lines[0].truncated);
    CHECK(reader.lines[1].text == "login:");
    CHECK(reader.lines[1].offset == 100 * block.size() + 1);
}
