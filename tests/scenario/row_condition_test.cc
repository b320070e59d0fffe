// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/row_condition.h"

#include <sstream>

#include "bench/scenario/questions.h"
#include "tests/scenario/files.h"

namespace {

// How many words a verb's row of PROTOCOL.md closes that key with, each of them told there.
int closed_in(const std::string& line, const banc::Rows& rows, const std::string& key) {
    const auto words = banc::words_for(rows, key);
    for (const auto& word : words) {
        CAPTURE(rows.of, key, word);
        const bool digit = word == "0" || word == "1";
        const auto told = digit ? "`" + key + "` (0, 1)" : word + "`";
        const bool unsaid = rows.of == "nics" || (key == "blank" && word == "no");
        CHECK((unsaid || line.find(told) != line.npos));
    }
    return static_cast<int>(words.size());
}

}  // namespace

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
    using Keys = std::vector<std::string_view>;
    const auto keys = [](std::string_view text) {
        Keys found;
        for (const auto& condition : banc::conditions_in(text)) found.push_back(condition.key);
        return found;
    };
    CHECK(keys("owner == client and mode != 600") == Keys{"owner", "mode"});
    CHECK(keys("text == \"a and b == 1\"") == Keys{"text"});
    CHECK(keys("owner = client").empty());
}

TEST_CASE("a condition that no row can have is told from one that some row has", "[scenario]") {
    for (const auto* never :
         {"a == b and a == c", "a == b and c == d and a != b", "a != b and a == b",
          "n >= 10 and n <= 9", "n <= 9 and n >= 10", "n == 3 and n >= 4", "a == b and a >= 4",
          "a == ${x} and a != ${x}"}) {
        CAPTURE(never);
        CHECK_FALSE(banc::check_one_row(never));
    }
    for (const auto* some : {"a == b and a == b", "a == b and c == b", "a != b and a != c",
                             "n >= 9 and n <= 9", "n == 3 and n >= 3", "a == ${x} and a == b",
                             "n >= ${x} and n <= 3", "n == ${x} and n >= ${x}"}) {
        CAPTURE(some);
        CHECK(banc::check_one_row(some));
    }
}

// Only the words that the protocol gives for the key are refused an answer beside them.
TEST_CASE("a closed key holds the words of the protocol and no other", "[scenario]") {
    std::istringstream page(banc::test::content(banc::test::kRoot + "/drivers/agent/PROTOCOL.md"));
    const std::string row = "| `";
    int closed = 0;
    for (std::string line; std::getline(page, line);) {
        if (!line.starts_with(row)) continue;
        const auto rows =
            banc::answered(line.substr(row.size(), line.find('`', row.size()) - row.size()));
        for (const auto& key : rows.keys) closed += closed_in(line, rows, key);
    }
    CHECK(closed > 40);
    CHECK(banc::words_for(banc::answered("services cups"), "state").empty());
}
