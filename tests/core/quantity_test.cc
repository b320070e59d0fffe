// SPDX-License-Identifier: EUPL-1.2
#include "bench/core/quantity.h"

#include <catch2/catch.hpp>
#include <limits>

using namespace banc;

TEST_CASE("a measured value keeps its digits and loses its prefix", "[core][quantity]") {
    const auto [written, nano, unit] = GENERATE(table<std::string, std::int64_t, std::string>({
        {"12.02 V", 12'020'000'000, "V"},
        {"-0.0005 V", -500'000, "V"},
        {"+3 A", 3'000'000'000, "A"},
        {"250 mA", 250'000'000, "A"},
        {"470 mΩ", 470'000'000, "Ω"},
        {"10 k\u2126", 10'000'000'000'000, "Ω"},
        {"4.7 kohm", 4'700'000'000'000, "Ω"},
        {"50.01 Hz", 50'010'000'000, "Hz"},
        {"23.4 °C", 23'400'000'000, "°C"},
        {"-10 °F", -10'000'000'000, "°F"},
        {"47 µF", 47'000, "F"},
        {"1 uF", 1'000, "F"},
        {"99.5 %", 99'500'000'000, "%"},
        {"0.1234567891234 V", 123'456'789, "V"},
        {"0.000000000000000000001 V", 0, "V"},
    }));
    CAPTURE(written);
    const auto read = parse_quantity(written);
    REQUIRE(read);
    CHECK(read->nano == nano);
    CHECK(read->unit == unit);
}

TEST_CASE("what is no value with a unit is not read as one", "[core][quantity]") {
    const auto* written =
        GENERATE("", "12", "12V", "V", " V", "12  V", "12 ", "1.2.3 V", "1e3 V", ". V", "12. V",
                 "0x10 V", "12 X", "12 mm", "- V", "12 V DC", "9999999999999 V",
                 "99999999999999999999999999999999 V", "9 GV",
                 "0.0000000000000000000000000000000000001 V", "1.2x V", "1.0000000000x V");
    CAPTURE(written);
    if (std::string(written) == "9 GV")
        CHECK(parse_quantity(written) == Quantity{9'000'000'000'000'000'000, "V"});
    else
        CHECK_FALSE(parse_quantity(written));
}
