// SPDX-License-Identifier: EUPL-1.2
#include "bench/record/pattern_file.h"

#include <catch2/catch.hpp>

using namespace banc;

TEST_CASE("patterns are named, or are their own name", "[record][patterns]") {
    const auto read = parse_patterns("p",
                                     "# boot\nno_disk: No bootable device\r\n\n"
                                     "invite:  login: $\npanic");
    REQUIRE(read);
    REQUIRE(read->size() == 3);
    CHECK(read->at(0).name == "no_disk");
    CHECK(read->at(0).expression == "No bootable device");
    CHECK(read->at(1).name == "invite");
    CHECK(read->at(1).expression == "login: $");
    CHECK(read->at(2).name == "panic");
    CHECK(read->at(2).expression == "panic");
}

TEST_CASE("every mistake of a pattern file is told with its place", "[record][patterns]") {
    const auto read = parse_patterns("p", "a: (x\nlogin: $\nb: fine\nb: fine too\n");
    REQUIRE_FALSE(read);
    std::vector<std::string> said;
    for (const auto& error : read.error()) said.push_back(error.line(Lang::en));
    CHECK(said == std::vector<std::string>{
                      "p:1:4: pattern \"(x\": missing \")\" (\"(x\") (the syntax is that of RE2)",
                      "p:2:8: pattern \"$\" fits every line (write \"name: pattern\")",
                      "p:4:1: name \"b\" is taken"});
}
