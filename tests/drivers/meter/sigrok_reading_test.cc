// SPDX-License-Identifier: EUPL-1.2
// The demonstration device's lines are as sigrok-cli 0.7.2 printed them here; the others follow the
// text output of libsigrok 0.5.2.
#include "drivers/meter/sigrok_reading.h"

#include <catch2/catch.hpp>

using namespace banc;

namespace {

std::string flags_of(const MeterReading& reading) {
    std::string out;
    for (const auto& flag : reading.flags) out += flag + " ";
    return out;
}

}  // namespace

TEST_CASE("a line of sigrok-cli is a reading", "[meter]") {
    using Row = std::tuple<std::string, std::int64_t, std::string, std::string>;
    const auto [line, nano, unit, flags] =
        GENERATE(table<std::string, std::int64_t, std::string, std::string>(
            {Row{"A0: -10.0000 V DC", -10'000'000'000, "V", "DC "},
             Row{"A0: 12.0262 V DC", 12'026'200'000, "V", "DC "},
             Row{"P1: 12.02 V DC AUTO", 12'020'000'000, "V", "DC AUTO "},
             Row{"P1: 231.4 V AC RMS HOLD", 231'400'000'000, "V", "AC RMS HOLD "},
             Row{"P1: 0.5523 V DIODE", 552'300'000, "V", "DIODE "},
             Row{"P1: 47.00 kΩ AUTO", 47'000'000'000'000, "Ω", "AUTO "},
             Row{"P1: 12.5 mA DC", 12'500'000, "A", "DC "},
             Row{"T1: 23.4 °C", 23'400'000'000, "°C", ""}, Row{"P1: 42", 42'000'000'000, "", ""},
             Row{"P1: 42 HOLD", 42'000'000'000, "", "HOLD "}}));
    CAPTURE(line);
    const auto reading = parse_sigrok_line(line);
    REQUIRE(reading);
    CHECK(reading->channel + ": " + reading->text == line);
    CHECK(reading->nano == nano);
    CHECK(reading->unit == unit);
    CHECK(flags_of(*reading) == flags);
}

TEST_CASE("over its range a meter shows no value", "[meter]") {
    const auto* shown = GENERATE("inf", "-inf", "OL");
    const auto reading = parse_sigrok_line("P1: " + std::string(shown) + " MΩ AUTO");
    REQUIRE(reading);
    CHECK_FALSE(reading->nano);
    CHECK(reading->unit == "Ω");
    CHECK(reading->has("AUTO"));
    CHECK_FALSE(reading->has("DC"));
}

TEST_CASE("everything else a program prints is no reading", "[meter]") {
    const auto line =
        GENERATE(as<std::string>(), "", "FRAME-BEGIN", "FRAME-END", "libsigrok 0.5.2",
                 "META samplerate: 200000", "A0:12 V", "A0 : 12 V", ": 12 V", "A0: nan V",
                 "A0: 12 V DC DC2", "A0: 12 volts", "A0: ", "A0: V", "a channel: 12 V",
                 "sr: [00:00] session: bus: Received SR_DF_META packet.");
    CAPTURE(line);
    CHECK_FALSE(parse_sigrok_line(line));
    CHECK_FALSE(parse_sigrok_line("A0: 12 V " + std::string(200, 'D')));
    CHECK_FALSE(parse_sigrok_line(std::string(200, 'A') + ": 12 V"));
}

TEST_CASE("a reading cut anywhere is another reading or none", "[meter]") {
    const std::string line = "P1: -12.026 mV DC AUTO HOLD";
    for (std::size_t length = 0; length < line.size(); ++length) {
        const auto cut = parse_sigrok_line(line.substr(0, length));
        if (cut) CHECK(line.starts_with(cut->channel + ": " + cut->text));
    }
}
