// SPDX-License-Identifier: EUPL-1.2
#include "drivers/console/pattern_set.h"

#include <catch2/catch.hpp>

using namespace banc;

namespace {

using Ids = std::vector<std::size_t>;
constexpr auto kNone = std::string_view::npos;

PatternSet compiled(const std::vector<std::string>& patterns) {
    auto set = PatternSet::compile(patterns);
    REQUIRE(set);
    return std::move(*set);
}

}  // namespace

TEST_CASE("all patterns are looked for in a line at once", "[console][patterns]") {
    const auto set = compiled({"No bootable device", "NIC Link is (Up|Down)", "Link", "^root$"});
    CHECK(set.match("e1000: eth0 NIC Link is Down") == Ids{1, 2});
    CHECK(set.match("No bootable device.") == Ids{0});
    CHECK(set.match("not root").empty());
    CHECK(set.match("root") == Ids{3});
    CHECK(compiled({}).match("anything").empty());
}

TEST_CASE("a page may match if one of its lines does, whatever the pattern says of ends",
          "[console][patterns]") {
    const std::string pattern = GENERATE("^root$", "\\Aroot\\z", "(?i)^ROOT", "(?-m)root$",
                                         "\\broot\\b", "a|^root", "^ro\\Qot");
    CAPTURE(pattern);
    const auto set = compiled({pattern});
    REQUIRE(set.match("root") == Ids{0});
    CHECK(set.first_hint("kernel\nroot\n") <= 7);
    CHECK(set.first_hint("root\nlogin") == 0);
}

TEST_CASE("a page without a match is told in one pass", "[console][patterns]") {
    CHECK(compiled({"^root$", "login: $"}).first_hint("not root\nlogin: root") == kNone);
    CHECK(compiled({}).first_hint("anything") == kNone);
}

TEST_CASE("the first line of a page that may match is named, and none of two together",
          "[console][patterns]") {
    const auto set = compiled({"root$", "(?i)LINK (up|down)", "a[^b]*c", "(?s)x.y", "é\\s*z"});
    CHECK(set.first_hint("eth0\nlink down\nroot") == 5);
    CHECK(set.first_hint("eth0\nroot") == 5);
    CHECK(set.first_hint("a\nc\nx\ny\né\nz") == kNone);
}

TEST_CASE("a wrong pattern is refused with what RE2 says of it", "[console][patterns]") {
    const auto set = PatternSet::compile({"fine", "(unclosed"});
    REQUIRE_FALSE(set);
    CHECK(set.error().code == Errc::invalid);
    CHECK(set.error().what.en == "pattern \"(unclosed\": missing ): (unclosed");
    CHECK(set.error().what.fr.find("motif « (unclosed »") == 0);
}

TEST_CASE("patterns that are too large together are refused, not half matched",
          "[console][patterns]") {
    const std::vector<std::string> patterns(40, "(a|b)*a.{700}$");
    CHECK(PatternSet::compile({patterns[0]}));
    const auto set = PatternSet::compile(patterns);
    REQUIRE_FALSE(set);
    CHECK(set.error().code == Errc::invalid);
}
