// SPDX-License-Identifier: EUPL-1.2
#include "reports/markup.h"

#include <catch2/catch.hpp>

using namespace banc::report;

TEST_CASE("text becomes characters on the page, never markup", "[reports]") {
    CHECK(text("<script>alert(1)</script>").str() == "&lt;script&gt;alert(1)&lt;/script&gt;");
    CHECK(text("a&b \"c\" 'd'").str() == "a&amp;b &quot;c&quot; &#39;d&#39;");
}

TEST_CASE("an attribute can't be closed by its value", "[reports]") {
    CHECK(element("p", {{"id", "\"><script>"}}, {}).str() ==
          "<p id=\"&quot;&gt;&lt;script&gt;\"></p>");
}

TEST_CASE("an attribute without a value is left out", "[reports]") {
    CHECK(element("tr", {{"class", ""}}, text("x")).str() == "<tr>x</tr>");
}

TEST_CASE("what a reader would not see is shown as an escape", "[reports]") {
    const auto [bytes, shown] = GENERATE(table<std::string, std::string>({
        {"a\u202Eb", "a⟨U+202E⟩b"},              // right-to-left override
        {"\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"},  // isolates
        {"\u200B", "⟨U+200B⟩"},
        {"\uFEFF", "⟨U+FEFF⟩"},
        {"\u2028", "⟨U+2028⟩"},
        {"\x1B[2J", "⟨U+001B⟩[2J"},
        {"\r\n", "⟨U+000D⟩⟨U+000A⟩"},
        {"\x7F", "⟨U+007F⟩"},
        {"\u0085", "⟨U+0085⟩"},
        {"\U000E0041", "⟨U+E0041⟩"},  // a tag character
        {std::string(1, '\0'), "⟨U+0000⟩"},
        {"été 山 😀", "été 山 😀"},
    }));
    CHECK(printable(bytes) == shown);
}

TEST_CASE("bytes that are not UTF-8 are shown one by one", "[reports]") {
    const auto [bytes, shown] = GENERATE(table<std::string, std::string>({
        {"\xFF", "⟨FF⟩"},
        {"a\xC3", "a⟨C3⟩"},                        // cut short
        {"\xC0\xBC", "⟨C0⟩⟨BC⟩"},                  // "<" in two bytes
        {"\xED\xA0\x80", "⟨ED⟩⟨A0⟩⟨80⟩"},          // a surrogate
        {"\xF5\x80\x80\x80", "⟨F5⟩⟨80⟩⟨80⟩⟨80⟩"},  // past the last character
        {"\xE9t\xE9", "⟨E9⟩t⟨E9⟩"},                // Latin-1
    }));
    CHECK(printable(bytes) == shown);
}

TEST_CASE("a text is cut between characters and says so", "[reports]") {
    CHECK(cut("été", 3) == "été");
    CHECK(cut("étés", 3) == "ét…");
    CHECK(characters(cut("éééééééé", 5)) == 5);
}

TEST_CASE("markup holds only closed elements", "[reports]") {
    CHECK((element("b", text("x")) + mark("path", {{"d", "M0 0"}}) + lone("meta", {})).str() ==
          "<b>x</b><path d=\"M0 0\"/><meta>");
}
