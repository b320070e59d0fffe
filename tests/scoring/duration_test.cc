// SPDX-License-Identifier: EUPL-1.2
#include <catch2/catch.hpp>

#include "bench/scoring/expression.h"

using namespace banc;
using namespace std::chrono_literals;

TEST_CASE("a duration is read as a person means it", "[scoring][duration]") {
    auto [source, meant] = GENERATE(table<std::string, Nanos>({
        {"250ms", 250ms},
        {"30s", 30s},
        {"5min", 5min},
        {"90min", 90min},
        {"1h30min", 90min},
        {"1h2min3s4ms", 1h + 2min + 3s + 4ms},
        {"0s", 0s},
        {"168h", 168h},
    }));
    CAPTURE(source);
    const auto read = parse_duration(source);
    REQUIRE(read);
    CHECK(*read == meant);
}

TEST_CASE("a duration that could be read two ways is refused", "[scoring][duration]") {
    const auto* source =
        GENERATE("", "5", "s", "5 min", "5 mins", "5mins", "5m", "010s", "00s", "1.5min", "-5s",
                 "+5s", "5S", "30min1h", "5s5s", "1h30", "5min ", "169h", "167h61min",
                 "9223372036854775807h", "99999999999999999999s", "5\xc2\xb5s");
    CAPTURE(source);
    const auto read = parse_duration(source);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Errc::invalid);
    CHECK_THAT(read.error().what.fr, Catch::StartsWith("durée illisible"));
    CHECK_FALSE(read.error().remedy.en.empty());
}
