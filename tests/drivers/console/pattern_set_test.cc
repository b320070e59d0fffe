// SPDX-License-Identifier: EUPL-1.2
#include "drivers/console/pattern_set.h"

#include <catch2/catch.hpp>

using namespace banc;

namespace {

using Ids = std::vector<std::size_t>;

ConsoleLine line(std::uint64_t offset, std::string text, LineState state = LineState::finished) {
    return {std::move(text), offset, {}, state, false};
}

PatternSet compiled(const std::vector<std::string>& patterns) {
    auto set = PatternSet::compile(patterns);
    REQUIRE(set);
    return std::move(*set);
}

}  // namespace

TEST_CASE("all patterns are looked for in a line at once", "[console][patterns]") {
    auto set = compiled({"No bootable device", "NIC Link is (Up|Down)", "Link", "^root$"});
    CHECK(set.match(line(0, "e1000: eth0 NIC Link is Down")) == Ids{1, 2});
    CHECK(set.match(line(30, "No bootable device.")) == Ids{0});
    CHECK(set.match(line(50, "not root")).empty());
    CHECK(set.match(line(60, "root")) == Ids{3});
    CHECK(compiled({}).match(line(0, "anything")).empty());
}

TEST_CASE("a pattern fires once a line, however often the line is shown", "[console][patterns]") {
    auto set = compiled({"login:", "root$"});
    CHECK(set.match(line(7, "atelier log", LineState::unfinished)).empty());
    CHECK(set.match(line(7, "atelier login:", LineState::unfinished)) == Ids{0});
    CHECK(set.match(line(7, "atelier login: root", LineState::unfinished)) == Ids{1});
    CHECK(set.match(line(7, "atelier login: root")).empty());
    CHECK(set.match(line(27, "atelier login:", LineState::unfinished)) == Ids{0});
}

TEST_CASE("a pattern split between chunks fires as soon as it is whole", "[console][patterns]") {
    const std::string bytes = "boot\r\nNo boot\x1b[1mable dev\x1b[0mice.\r\nend\r\n";
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        CAPTURE(cut);
        auto set = compiled({"No bootable device"});
        LineCleaner cleaner;
        int fired = 0;
        const auto feed = [&](std::string_view part) {
            cleaner.feed(view(part), {}, [&](const ConsoleLine& l) {
                fired += static_cast<int>(set.match(l).size());
            });
        };
        feed(std::string_view(bytes).substr(0, cut));
        feed(std::string_view(bytes).substr(cut));
        CHECK(fired == 1);
    }
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
