// SPDX-License-Identifier: EUPL-1.2
// What `when` means (design.md §5.4), as tables: a timeline, a condition, the finding and the
// records it cites.
#include <catch2/catch.hpp>

#include "tests/scoring/timeline.h"
#include "tests/scoring/vocabulary.h"

using namespace banc;

namespace {

using Row = std::tuple<std::string, std::string, std::string>;

std::string ask(const std::string& when, const Evidence& evidence) {
    const auto parsed = parse_expression(when, test_vocabulary(), {});
    REQUIRE(parsed);
    return told(evaluate(*parsed, evidence));
}

void check(const Row& row) {
    const auto& [when, seen, finding] = row;
    CAPTURE(when, seen);
    CHECK(ask(when, timeline(seen)) == finding);
}

}  // namespace

TEST_CASE("nothing seen is not a failure", "[scoring][evaluate]") {
    check(GENERATE(table<std::string, std::string, std::string>({
        {"ever(a)", "", "unknown"},
        {"never(a)", "", "unknown"},
        {"at_end(s)", "", "unknown"},
        {"absent(s)", "", "unknown"},
        {"before(a, b)", "", "unknown"},
        {"after(a, b)", "", "unknown"},
        {"within(a, 5s)", "", "unknown"},
        {"within(a, 5s, b)", "", "unknown"},
        {"for(s, 5s)", "", "unknown"},
        {"count(a) >= 1", "", "unknown"},
        {"count(a) <= 1", "", "unknown"},
        {"ever(s)", "cover s 0..60 #9", "unknown"},          // alive, but never asked about s
        {"ever(a)", "end -1; cover a 0..60 #9", "unknown"},  // never opened
        {"at_end(s)", "check 1..0; s@60=1 #9", "unknown"},   // the final check is not over
    })));
}

TEST_CASE("ever is true when seen, false only under unbroken coverage", "[scoring][evaluate]") {
    check(GENERATE(table<std::string, std::string, std::string>({
        {"a", "a@5 #10", "true 10"},
        {"a", "a@5 #10; a@7 #11; cover a 0..60 #9", "true 10"},
        {"a", "cover a 0..60 #9", "false 9"},
        {"a", "cover a 0..30 #8; cover a 30..60 #9", "false 8 9"},
        {"a", "cover a 0..30 #8; cover a 31..60 #9", "unknown"},
        {"a", "cover a 1..60 #9", "unknown"},
        {"a", "cover a 0..59 #9", "unknown"},
        {"a", "open 10; a@5 #10; cover a 0..60 #9", "false 9"},
        {"a", "a@61 #10; cover a 0..70 #9", "false 9"},
        {"a", "a@60 #10", "true 10"},
        {"never(a)", "cover a 0..60 #9", "true 9"},
        {"never(a)", "a@5 #10", "false 10"},
        {"ever(s)", "s@5=0 #10; s@9=1 #11", "true 11"},
        {"ever(s)", "s@0=0 #10; cover s 0..60 #9", "false 9 10"},
        {"ever(s)", "s@5=0 #10; cover s 0..60 #9", "unknown"},  // what was it before 5 s?
    })));
}

TEST_CASE("a watch probe that answers the same leaves no record, the last answer stands",
          "[scoring][evaluate]") {
    check(GENERATE(table<std::string, std::string, std::string>({
        {"ever(s)", "open 20; s@3=1 #10; cover s 0..60 #9", "true 9 10"},
        {"ever(s)", "open 20; s@3=0 #10; cover s 0..60 #9", "false 9 10"},
        {"ever(s)", "open 20; s@3=1 #10; cover s 0..15 #8; cover s 16..60 #9", "unknown"},
        {"ever(s)", "open 20; s@1=1 #10; s@3=0 #11; cover s 0..60 #9", "false 9 11"},
        {"after(s, a)", "s@3=1 #10; a@20 #11; cover s 0..60 #9", "true 9 10 11"},
        {"after(s, a)", "s@3=1 #10; a@20 #11; cover s 0..19 #9", "unknown"},
        {"within(s, 5s, a)", "s@3=1 #10; a@20 #11; cover s 0..60 #9; cover a 0..60 #8",
         "true 8 9 10 11"},
    })));
}

TEST_CASE("between two answers that differ nobody knows which came first", "[scoring][evaluate]") {
    const std::string repaired = "s@0=0 #12; s@9=1~7 #11; cover s 0..8 #8; cover s 8..60 #9; ";
    const auto [when, tested, finding] = GENERATE(table<std::string, std::string, std::string>({
        {"after(a, s)", "a@10 #10; cover a 0..60 #7", "true 10 11"},
        {"after(a, s)", "a@8 #10; cover a 0..60 #7", "unknown"},
        {"after(a, s)", "a@6 #10; cover a 0..60 #7", "false 7 8 12"},
        {"before(a, s)", "a@6 #10; cover a 0..60 #7", "true 8 10 11 12"},
        {"before(a, s)", "a@8 #10; cover a 0..60 #7", "unknown"},
        {"before(a, s)", "a@10 #10; cover a 0..60 #7", "false 7 11"},
        {"for(s, 51s)", "", "true 9 11"},
        {"for(s, 52s)", "", "unknown"},
        {"for(s, 54s)", "", "false 8 9 11 12"},
        {"ever(s)", "", "true 11"},
    }));
    check({when, repaired + tested, finding});
}

TEST_CASE("between a question and its answer nobody knows when the PC looked",
          "[scoring][evaluate]") {
    const std::string repaired = "s@0=0 #12; s@9=1~7^12 #11; cover s 0..60 #9; ";
    const auto [when, tested, finding] = GENERATE(table<std::string, std::string, std::string>({
        {"after(a, s)", "a@13 #10; cover a 0..60 #7", "true 10 11"},
        {"after(a, s)", "a@10 #10; cover a 0..60 #7", "unknown"},
        {"after(a, s)", "a@6 #10; cover a 0..60 #7", "false 7 9 12"},
        {"before(a, s)", "a@10 #10; cover a 0..60 #7", "unknown"},
    }));
    check({when, repaired + tested, finding});
    const std::string late = "cover s 0..60 #9; s@0=0 #12; s@59=1~57^61 #11";  // the end is 60
    check({"ever(s)", late, "unknown"});
    check({"ever(s)", "cover s 0..60 #9; s@0=0 #12; s@59=0~57^61 #11", "false 9 12"});
}

TEST_CASE("an event that two readings tell of came somewhere between them", "[scoring][evaluate]") {
    const std::string replaced = "b@9~3 #12; cover b 0..60 #8; cover a 0..60 #7; ";
    const auto [when, tested, finding] = GENERATE(table<std::string, std::string, std::string>({
        {"after(a, b)", "a@10 #10", "true 10 12"},
        {"after(a, b)", "a@5 #10", "unknown"},
        {"after(a, b)", "a@3 #10", "false 7 8 12"},
        {"after(b, a)", "a@3 #10", "true 10 12"},
        {"after(b, a)", "a@5 #10", "unknown"},
        {"before(a, b)", "a@3 #10", "true 8 10 12"},
        {"before(a, b)", "a@5 #10", "unknown"},
        {"before(a, b)", "a@3 #10; end 6", "true 10"},  // if at all, b came later
        {"before(a, b)", "a@6 #10; open 4", "unknown"},
        {"before(a, b)", "a@5 #10; end 6", "unknown"},
        {"before(b, a)", "a@9 #10", "unknown"},
        {"before(b, a)", "a@10 #10", "true 7 10 12"},
        {"within(b, 9s)", "", "true 12"},
        {"within(b, 8s)", "", "unknown"},
        {"within(b, 2s, a)", "a@8 #10", "unknown"},
        {"count(b) == 1", "", "true 8 12"},
        {"ever(b)", "", "true 12"},
        {"never(b)", "end 6", "unknown"},  // it may have come just before the end
        {"never(b)", "open 4", "unknown"},
    }));
    check({when, replaced + tested, finding});
    check({"ever(b)", "b@9~12 #12; end 11", "true 12"});  // a wrong first time tells nothing
}

TEST_CASE("before needs to know that the second did not come earlier", "[scoring][evaluate]") {
    check(GENERATE(table<std::string, std::string, std::string>({
        {"before(a, b)", "a@5 #10; b@9 #11; cover b 0..60 #9", "true 9 10 11"},
        {"before(a, b)", "a@5 #10; b@9 #11", "unknown"},
        {"before(a, b)", "a@5 #10; b@9 #11; cover b 0..4 #9", "unknown"},
        {"before(a, b)", "a@9 #10; b@5 #11; cover a 0..60 #9", "false 9 11"},
        {"before(a, b)", "a@9 #10; b@5 #11", "unknown"},
        {"before(a, b)", "a@5 #10; b@5 #11; cover a 0..60 #9; cover b 0..60 #8", "false 9 10 11"},
        {"before(a, b)", "b@5 #11; cover a 0..5 #9", "false 9 11"},
        {"before(a, b)", "b@5 #11; cover a 0..4 #9", "unknown"},
        {"before(a, b)", "a@5 #10", "true 10"},  // without b it is ever(a)
        {"before(a, b)", "cover a 0..60 #9", "false 9"},
        {"before(a, s)", "a@5 #10; s@0=0 #12; s@9=1 #11; cover s 0..60 #9", "true 9 10 11 12"},
    })));
}

TEST_CASE("after looks behind the first of the second", "[scoring][evaluate]") {
    check(GENERATE(table<std::string, std::string, std::string>({
        {"after(a, b)", "b@5 #11; a@9 #10", "true 10 11"},
        {"after(a, b)", "a@3 #12; b@5 #11; a@9 #10", "true 10 11"},
        {"after(a, b)", "b@5 #11; a@3 #10; cover a 0..60 #9; cover b 0..60 #8", "false 8 9 11"},
        {"after(a, b)", "b@5 #11; a@3 #10; cover a 0..60 #9", "unknown"},  // an earlier b?
        {"after(a, b)", "b@5 #11; a@5 #10; cover a 0..60 #9; cover b 0..60 #8", "false 8 9 11"},
        {"after(a, b)", "cover b 0..60 #8", "false 8"},
        {"after(a, b)", "cover a 0..60 #9", "false 9"},
        {"after(a, b)", "a@9 #10; cover a 0..60 #9", "unknown"},
    })));
}

TEST_CASE("within counts exam time, not suspended time", "[scoring][evaluate]") {
    check(GENERATE(table<std::string, std::string, std::string>({
        {"within(a, 10s)", "a@10 #10", "true 10"},
        {"within(a, 10s)", "a@11 #10; cover a 0..60 #9", "false 9"},
        {"within(a, 10s)", "a@11 #10; cover a 0..10 #9", "false 9"},
        {"within(a, 10s)", "a@11 #10; cover a 0..9 #9", "unknown"},
        {"within(a, 10s)", "a@29 #10; pause 5..25 #3", "true 10"},
        {"within(a, 10s)", "a@31 #10; pause 5..25 #3; cover a 0..60 #9", "false 9"},
        {"within(a, 10s)", "a@25 #10; pause 10..25 #3", "true 10"},
        {"within(a, 10s)", "open 20; a@30 #10; pause 5..15 #3", "true 10"},
        {"within(a, 10s)", "a@18 #10; pause 2..4 #3; pause 6..12 #4", "true 10"},
        {"within(a, 10s)", "a@19 #10; pause 2..4 #3; pause 6..12 #4; cover a 0..60 #9", "false 9"},
        {"within(a, 90s)", "cover a 0..60 #9", "false 9"},
        {"within(a, 10s, b)", "b@5 #11; a@15 #10; cover b 0..60 #8", "true 8 10 11"},
        {"within(a, 10s, b)", "b@5 #11; a@16 #10; cover b 0..60 #8; cover a 0..60 #9",
         "false 8 9 11"},
        {"within(a, 10s, b)", "a@3 #12; b@5 #11; cover b 0..60 #8; cover a 0..60 #9",
         "false 8 9 11"},
        {"within(a, 10s, b)", "b@5 #11; a@15 #10", "unknown"},    // b may have come earlier
        {"within(a, 10s, b)", "b@5 #11; a@9 #10", "true 10 11"},  // near enough even then
        {"within(a, 10s, b)", "cover b 0..60 #8; a@9 #10", "false 8"},
    })));
}

TEST_CASE("held that long means no gap and no other answer in between", "[scoring][evaluate]") {
    check(GENERATE(table<std::string, std::string, std::string>({
        {"for(s, 10s)", "s@5=1 #10; cover s 5..15 #9", "true 9 10"},
        {"for(s, 10s)", "s@5=1 #10; cover s 5..14 #9", "unknown"},
        {"for(s, 10s)", "s@0=0 #8; s@5=1 #10; s@14=0 #11; cover s 0..60 #9", "false 8 9 10 11"},
        {"for(s, 10s)", "s@5=1 #10; s@15=1 #11; cover s 5..9 #8; cover s 11..15 #9", "unknown"},
        {"for(s, 10s)", "s@5=1 #10; s@10=1 #11; cover s 5..9 #8; cover s 10..30 #9", "true 9 11"},
        {"for(s, 10s)", "s@55=1 #10; cover s 55..70 #9", "unknown"},
        {"for(s, 61s)", "s@0=0 #8; cover s 0..60 #9", "unknown"},  // too short an exam to tell
        {"for(s, 10s)", "open 20; s@5=1 #10; cover s 5..30 #9", "true 9 10"},
        {"for(s, 10s)", "open 20; s@5=1 #10; s@29=0 #11; cover s 5..60 #9", "false 9 10 11"},
    })));
}

TEST_CASE("counting says at most only where nothing was missed", "[scoring][evaluate]") {
    check(GENERATE(table<std::string, std::string, std::string>({
        {"count(a) >= 2", "a@5 #10; a@6 #11; a@7 #12", "true 10 11"},
        {"count(a) >= 2", "a@5 #10", "unknown"},
        {"count(a) >= 2", "a@5 #10; cover a 0..60 #9", "false 9 10"},
        {"count(a) >= 2", "a@5 #10; a@5 #11", "true 10 11"},
        {"count(a) <= 1", "a@5 #10; a@6 #11; a@7 #12", "false 10 11"},
        {"count(a) <= 1", "a@5 #10", "unknown"},
        {"count(a) <= 1", "a@5 #10; cover a 0..60 #9", "true 9 10"},
        {"count(a) == 0", "cover a 0..60 #9", "true 9"},
        {"count(a) == 1", "a@5 #10; cover a 0..60 #9", "true 9 10"},
        {"count(a) == 2", "a@5 #10; cover a 0..60 #9", "false 9 10"},
        {"count(a) == 1", "a@5 #10; a@6 #11", "false 10 11"},
        {"count(a) == 1", "a@5 #10", "unknown"},
    })));
}

TEST_CASE("the end is what the final check saw last", "[scoring][evaluate]") {
    check(GENERATE(table<std::string, std::string, std::string>({
        {"at_end(s)", "s@61=1 #10", "true 10"},
        {"at_end(s)", "s@61=1 #10; s@69=0 #11", "false 11"},
        {"at_end(s)", "s@59=1 #10; cover s 0..70 #9", "unknown"},
        {"at_end(s)", "s@71=1 #10", "unknown"},
        {"absent(s)", "s@5=1 #8; s@61=0 #10", "true 8 10"},
        {"absent(s)", "open 20; s@5=1 #8; s@61=0 #10", "true 8 10"},  // seen healthy at the arming
        {"absent(s)", "s@61=0 #10", "unknown"},  // never seen: the probe may be deaf
        {"absent(s)", "s@5=0 #8; s@61=0 #10", "unknown"},
        {"absent(s)", "s@4=1 #7; s@5=0 #8; s@61=0 #10", "true 7 10"},
        {"absent(s)", "s@61=0 #10; s@62=1 #11", "false 11"},
        {"absent(s)", "s@5=1 #8; s@61=1 #10", "false 10"},
    })));
}

TEST_CASE("and, or and not are Kleene's, and cite what decided", "[scoring][evaluate]") {
    // a is true (1), b is false (2), c is unknown.
    const auto seen = timeline("a@5 #1; cover b 0..60 #2");
    auto [when, finding] = GENERATE(table<std::string, std::string>({
        {"a and a", "true 1"},       {"a and b", "false 2"},      {"a and c", "unknown"},
        {"b and a", "false 2"},      {"b and b", "false 2"},      {"b and c", "false 2"},
        {"c and a", "unknown"},      {"c and b", "false 2"},      {"c and c", "unknown"},
        {"a or a", "true 1"},        {"a or b", "true 1"},        {"a or c", "true 1"},
        {"b or a", "true 1"},        {"b or b", "false 2"},       {"b or c", "unknown"},
        {"c or a", "true 1"},        {"c or b", "unknown"},       {"c or c", "unknown"},
        {"not a", "false 1"},        {"not b", "true 2"},         {"not c", "unknown"},
        {"a and not b", "true 1 2"}, {"not a or b", "false 1 2"},
    }));
    CAPTURE(when);
    CHECK(ask(when, seen) == finding);
}

TEST_CASE("masking takes out all that a bench fault touches", "[scoring][masked]") {
    auto [when, seen, finding] = GENERATE(table<std::string, std::string, std::string>({
        {"a", "a@5 #10; fault 5..9 #99", "unknown"},
        {"a", "a@5 #10; fault 6..9 #99", "true 10"},
        {"a", "a@9~3 #10; fault 4..5 #99", "unknown"},
        {"a", "a@9~3 #10; fault 2..3 #99", "true 10"},
        {"within(a, 2s)", "a@9~2 #10; cover a 0..60 #9; fault 4..5 #99", "false 9"},
        {"within(a, 3s)", "a@9~2 #10; cover a 0..60 #9; fault 4..5 #99", "unknown"},
        {"a", "cover a 0..60 #9; fault 6..9 #99", "unknown"},
        {"a", "a@50 #10; cover a 0..60 #9; fault 6..9 #98; fault 40..41 #99", "true 10"},
        {"within(a, 5s)", "a@50 #10; cover a 0..60 #9; fault 6..9 #98", "false 9"},
        {"a", "open 10; cover a 0..60 #9; fault 6..9 #99", "false 9"},
        {"at_end(s)", "s@61=1 #10; fault 61..62 #99", "unknown"},
        {"at_end(s)", "s@61=1 #10; s@63=1 #11; fault 61..62 #99", "true 11"},
    }));
    CAPTURE(when, seen);
    CHECK(ask(when, masked(timeline(seen))) == finding);
}

TEST_CASE("an answer that came during a bench fault is spoilt by it", "[scoring][masked]") {
    using namespace std::chrono_literals;
    auto evidence = timeline("s@61=1 #10; fault 63..64 #99");
    CHECK(ask("at_end(s)", masked(evidence)) == "true 10");
    evidence.states["s"][0].answered = 63s;
    CHECK(ask("at_end(s)", masked(evidence)) == "unknown");
}
