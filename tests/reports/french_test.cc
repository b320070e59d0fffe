// SPDX-License-Identifier: EUPL-1.2
#include "reports/french.h"

#include <catch2/catch.hpp>

using namespace banc;
using namespace banc::report;
using namespace std::chrono_literals;

TEST_CASE("dates are in words and say that they are in UTC", "[reports]") {
    CHECK(fr::date(WallTime{1'781'273'007'000'000'000}) == "12 juin 2026 à 14 h 03 (UTC)");
    CHECK(fr::date(WallTime{1'767'225'600'000'000'000}) == "1er janvier 2026 à 0 h 00 (UTC)");
    CHECK(fr::time_of_day(WallTime{1'781'273'007'000'000'000}) == "14 h 03 min 27 s (UTC)");
}

TEST_CASE("durations leave out what is zero", "[reports]") {
    const auto [span, words] = GENERATE(table<Nanos, std::string>({{0s, "0 s"},
                                                                   {45s, "45 s"},
                                                                   {15min, "15 min"},
                                                                   {90min, "1 h 30 min"},
                                                                   {3601s, "1 h 1 s"}}));
    CHECK(fr::duration(span) == words);
}

TEST_CASE("a time before the opening has a true minus sign", "[reports]") {
    CHECK(fr::clock(-45s) == "−00:45");
    CHECK(fr::clock(207s) == "03:27");
    CHECK(fr::clock(-400ms) == "00:00");
}

TEST_CASE("the four modes have their French names", "[reports]") {
    const auto [word, french] =
        GENERATE(table<std::string, std::string>({{"official", "session officielle"},
                                                  {"ecf", "évaluation en cours de formation (ECF)"},
                                                  {"mock", "examen blanc"},
                                                  {"training", "entraînement"}}));
    CHECK(fr::mode(word) == french);
}

TEST_CASE("a word from a later program is shown as it is", "[reports]") {
    CHECK(fr::mode("rehearsal") == "rehearsal");
}

TEST_CASE("French punctuation does not part from its word", "[reports]") {
    CHECK(fr::typeset("preuve : n° 4 ; « oui » !") ==
          "preuve\u00a0: n°\u00a04\u00a0; «\u00a0oui\u00a0»\u00a0!");
    CHECK(fr::typeset("l'épreuve") == "l’épreuve");
}
