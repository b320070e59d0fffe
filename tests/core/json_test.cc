// SPDX-License-Identifier: EUPL-1.2
#include "bench/core/json.h"

#include <catch2/catch.hpp>

using namespace banc;

TEST_CASE("JSON from outside is read to 64 levels, and no deeper", "[json]") {
    const auto nested = [](std::size_t levels) {
        return std::string(levels, '[') + "1" + std::string(levels, ']');
    };
    CHECK(parse_json(nested(64)));
    CHECK_FALSE(parse_json(nested(65)));
    CHECK_FALSE(parse_json(nested(1'000'000)));
}

TEST_CASE("brackets inside a text are text, also after an escaped quote", "[json]") {
    const auto brackets = std::string(100, '[');
    CHECK(parse_json(R"({"a":")" + brackets + R"("})"));
    CHECK(parse_json(R"({"a":"\")" + brackets + R"(\\"})"));
    CHECK_FALSE(parse_json(R"({"a":"\\",")" + brackets));
}

TEST_CASE("what is no JSON is an error, not an exception", "[json]") {
    for (const auto* bad : {"", "{", "]", "{\"a\":}", "\xff", "1 2"}) CHECK_FALSE(parse_json(bad));
}
