// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/outcome.h"

#include <catch2/catch.hpp>

using banc::Json;
using banc::Lang;
using banc::Outcome;
using banc::outcome_from;

TEST_CASE("what a demonstration prints is read back as it was", "[rehearsal]") {
    const Outcome held{"/e/1", "/e/r.html", true, true, {{"criteria", Json::array()}}};
    const auto [outcome, exam] =
        GENERATE_COPY(table<Outcome, std::string>({{held, "/e/1"}, {Outcome{}, ""}}));
    const auto again = outcome_from(to_json(outcome).dump() + "\n", "answer.json");
    REQUIRE(again);
    CHECK(again->exam == exam);
    CHECK(to_json(*again) == to_json(outcome));
}

TEST_CASE("an answer that cannot be read is an error with its place and its words", "[rehearsal]") {
    const auto printed =
        GENERATE(as<std::string>(), "", "Segmentation fault\nmore", R"({"exam":"/e/1")",
                 R"({"exam":"/e/1"})",
                 R"({"exam":1,"report":"","restored":true,"played":true,"score":{}})",
                 R"({"exam":"/e","report":"","restored":1,"played":true,"score":{}})",
                 R"({"exam":"/e","report":"","restored":true,"played":true})", "[]", "null");
    const auto outcome = outcome_from(printed, "play/answer.json");
    REQUIRE_FALSE(outcome);
    const auto first = printed.substr(0, printed.find('\n'));
    CHECK(outcome.error().line(Lang::en) ==
          "play/answer.json:1:1: unreadable answer of the play: \"" + first + "\"");
    CHECK(outcome.error().line(Lang::fr) ==
          "play/answer.json:1:1: réponse illisible du passage : « " + first + " »");
}
