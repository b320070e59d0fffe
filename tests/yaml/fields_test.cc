// SPDX-License-Identifier: EUPL-1.2
#include "bench/yaml/fields.h"

#include <catch2/catch.hpp>

#include "bench/yaml/read.h"

namespace {

// Reads the value of the key `a` and says what was wrong: "line:column what (remedy)".
template <class Convert, class... More>
std::vector<std::string> wrong(const std::string& value, Convert convert, const More&... more) {
    const auto document = banc::read_yaml("a: " + value + "\n", "");
    REQUIRE(document.errors.empty());
    banc::Errors errors;
    {
        banc::Fields fields(document.root, errors);
        fields.get("a", convert, more...);
    }
    std::vector<std::string> lines;
    for (const auto& e : errors)
        lines.push_back(
            fmt::format("{}:{} {}", e.place.line, e.place.column, e.line(banc::Lang::en)));
    return lines;
}

}  // namespace

TEST_CASE("a value of another type is refused where it stands", "[yaml]") {
    const auto refuses = [](const std::vector<std::string>& lines, const std::string& says) {
        REQUIRE(lines.size() == 1);
        CHECK_THAT(lines[0], Catch::StartsWith("1:4 ") && Catch::Contains(says));
    };
    const banc::Range range{0, 99};
    for (const auto* value : {"010", "\"8\"", "1.5", "12,5", "100", "-1", "+1", "0x10", "[1]"})
        refuses(wrong(value, banc::as_integer, range), "integer from 0 to 99");
    for (const auto* value : {"oui", "\"yes\"", "Yes", "on", "1", "{}"})
        refuses(wrong(value, banc::as_yes_no), "yes or no");
    for (const auto* value : {"2024-6-23", "2024-02-30", "23/06/2024", "2024-06-2x", "demain"})
        refuses(wrong(value, banc::as_date), "date expected");
    for (const auto* value : {"5", "1,5min", "05s", "[5s]"})
        refuses(wrong(value, banc::as_duration), "duration");
    for (const auto* value : {"\"\"", "[b]", "{b: c}", "~"})
        refuses(wrong(value, banc::as_text), "text expected");
    CHECK(wrong("", banc::as_text).front() ==
          "1:1 text expected here (write it, or remove the key)");
    refuses(wrong("b", banc::as_texts), "list expected");
    refuses(wrong("hig", banc::as_one_of, std::vector<std::string>{"high", "low"}),
            "did you mean \"high\"?");
    refuses(wrong("other", banc::as_one_of, std::vector<std::string>{"high", "low"}),
            "known: high, low");
}

TEST_CASE("what is well written is read", "[yaml]") {
    CHECK(wrong("99", banc::as_integer, banc::Range{0, 99}).empty());
    CHECK(wrong("no", banc::as_yes_no).empty());
    CHECK(wrong("2024-02-29", banc::as_date).empty());
    CHECK(wrong("1h30min", banc::as_duration).empty());
    CHECK(wrong("yes", banc::as_text).empty());
    CHECK(wrong("[x, 'y z']", banc::as_texts).empty());
    CHECK_THAT(wrong("[x, y, x]", banc::as_texts)[0], Catch::Contains("\"x\" written twice"));
}

TEST_CASE("one reading finds every missing, unknown and mistyped key", "[yaml]") {
    const auto document = banc::read_yaml("titel: x\nlevel: deux\nbrand: y\n", "f.yaml");
    banc::Errors errors;
    {
        banc::Fields fields(document.root, errors);
        fields.get("title", banc::as_text);
        fields.get("level", banc::as_integer, banc::Range{1, 3});
        CHECK(fields.get_or("weight", std::string("none"), banc::as_text) == "none");
    }
    const auto result = banc::checked(0, errors);
    REQUIRE_FALSE(result);
    std::vector<std::string> lines;
    for (const auto& error : result.error()) lines.push_back(error.line(banc::Lang::en));
    CHECK(lines == std::vector<std::string>{
                       "f.yaml:1:1: key \"title\" is missing (add \"title: …\" here)",
                       "f.yaml:1:1: unknown key \"titel\" (did you mean \"title\"?)",
                       "f.yaml:2:8: integer from 1 to 3 expected here "
                       "(without quotes or leading zero)",
                       "f.yaml:3:1: unknown key \"brand\" (known: title, level, weight)"});
    CHECK(result.error()[1].line(banc::Lang::fr) ==
          "f.yaml:1:1: clé inconnue « titel » (vouliez-vous dire « title » ?)");
}

TEST_CASE("a list where keys are expected is one error", "[yaml]") {
    const auto document = banc::read_yaml("- a\n", "f.yaml");
    banc::Errors errors;
    {
        banc::Fields fields(document.root, errors);
        fields.get("title", banc::as_text);
    }
    REQUIRE(errors.size() == 1);
    CHECK_THAT(errors[0].what.en, Catch::Contains("\"key: value\" expected"));
}
