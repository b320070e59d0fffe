// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/row_condition.h"

#include <catch2/catch.hpp>

TEST_CASE("a condition compares one key of a row", "[scenario]") {
    const std::map<std::string, std::string> row{
        {"serial", "BE-SYS-0001"}, {"carrier", "1"},           {"size", "9000000000"},
        {"model", "A B == C"},     {"maker", "Sand and Sons"}, {"remark", "a and b == 1"}};
    const auto [condition, holds] = GENERATE(table<std::string, bool>({
        {"serial == BE-SYS-0001", true},
        {"serial == BE-SYS-000", false},
        {"serial != BE-SYS-0002", true},
        {"serial != BE-SYS-0001", false},
        {"carrier == 1", true},
        {"carrier == 01", false},
        {"model == A B == C", true},
        {"size >= 9000000000", true},
        {"size >= 9000000001", false},
        {"size <= 9000000000", true},
        {"size <= 8999999999", false},
        {"serial >= 1", false},
        {"size >= many", false},
        {"missing == 1", false},
        {"missing != 1", false},
        {"serial != \"\"", true},
        {"missing != \"\"", false},
        {"serial = BE-SYS-0001", false},
        {"serial==BE-SYS-0001", false},
        {"carrier == 1 and serial == BE-SYS-0001", true},
        {"carrier == 1 and serial == BE-SYS-0001 and size >= 9000000001", false},
        {"carrier == 0 and serial == BE-SYS-0001", false},
        {"model == A B == C and carrier == 1", true},
        {"maker == Sand and Sons", true},
        {"maker == Sand and Sons and carrier == 1", true},
        {"maker == Sand", false},
        {"maker == \"Sand and Sons\" and carrier == 1", true},
        {"maker == \"Sand\"", false},
        {"model == \"A B == C\" and maker == Sand and Sons", true},
        {"remark == \"a and b == 1\" and carrier == 1", true},
        {"", false},
    }));
    CAPTURE(condition);
    CHECK(banc::row_matches(condition, row) == holds);
}

TEST_CASE("a row without the key tells nothing, unless it already says no", "[scenario]") {
    const std::map<std::string, std::string> row{{"status", "good"}, {"hours", "12"}};
    CHECK(banc::row_tells("status == good", row));
    CHECK(banc::row_tells("status == good and hours <= 100", row));
    CHECK_FALSE(banc::row_tells("reallocated <= 0", row));
    CHECK_FALSE(banc::row_tells("status == good and reallocated <= 0", row));
    CHECK(banc::row_tells("status == bad and reallocated <= 0", row));
}

TEST_CASE("a condition that could never be read is refused", "[scenario]") {
    for (const auto* good : {"a == b", "a_1 != b c", "n >= 10", "n <= -1", "n >= ${least}",
                             "a == b and n >= 10", "a == \"b and c\"", "a == \"b = c\"", "a == b=c",
                             "a != \"\"", "a == \"b or c == d\"", "a == \"b == c\" and d == e"})
        CHECK(banc::check_row_condition(good));
    for (const auto* bad : {"",
                            "a",
                            "a ==",
                            "a == ",
                            "a == \"\"",
                            "a >= \"\"",
                            "a != ",
                            "a  == b",
                            "== b",
                            "A == b",
                            "a = b",
                            "a=b",
                            "a > 3",
                            "n >= ten",
                            "n >= 1.5",
                            "a ==  b",
                            "a and b == c",
                            "a == b and n >= ten",
                            "a == b or c",
                            "a == b or c == d",
                            "a == \"b\" or c == \"d\"",
                            "a == b, c == d",
                            "a == b and c == d != e",
                            "a == b>=3",
                            "a == b and c",
                            "a == b = c",
                            "a == b and c = d",
                            "a == \"b",
                            "a == \"b\" c",
                            "a == \""})
        CHECK_FALSE(banc::check_row_condition(bad));
}

TEST_CASE("the keys of a condition are those it looks at", "[scenario]") {
    using Keys = std::vector<std::string>;
    CHECK(banc::condition_keys("owner == client and mode != 600") == Keys{"owner", "mode"});
    CHECK(banc::condition_keys("text == \"a and b == 1\"") == Keys{"text"});
    CHECK(banc::condition_keys("owner = client").empty());
}
