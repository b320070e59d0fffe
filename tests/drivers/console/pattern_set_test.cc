// SPDX-License-Identifier: EUPL-1.2
#include "drivers/console/pattern_set.h"

#include <catch2/catch.hpp>

using namespace banc;

namespace {

using Ids = std::vector<std::size_t>;

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
    CHECK(set.may_match("kernel\nroot\n\n"));
    CHECK(set.may_match("root\nlogin\n"));
}

TEST_CASE("a page without a match is told in one pass", "[console][patterns]") {
    CHECK_FALSE(compiled({"^root$", "login: $"}).may_match("not root\nlogin: root\n"));
    CHECK_FALSE(compiled({}).may_match("anything\n"));
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
