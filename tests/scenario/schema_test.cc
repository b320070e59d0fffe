// SPDX-License-Identifier: EUPL-1.2
// The schema that editors use is the one the loader's tables make, it takes every sound scenario,
// and it sees the slips of the pen.
#include "bench/scenario/schema.h"

#include <re2/re2.h>

#include <filesystem>

#include "tests/scenario/files.h"

using banc::Json;
using banc::test::content;
using banc::test::kRoot;

namespace {

// As much of JSON Schema as ours uses.
class Validator {
public:
    explicit Validator(const Json& root) : root_(root) {}

    [[nodiscard]] bool fits(const Json& schema, const Json& value) const {
        if (schema.contains("$ref")) {
            const auto path = schema["$ref"].get<std::string>().substr(1);
            return fits(root_.at(Json::json_pointer(path)), value);
        }
        if (schema.contains("anyOf"))
            return std::ranges::any_of(schema["anyOf"],
                                       [&](const Json& one) { return fits(one, value); });
        if (schema.contains("enum"))
            return std::ranges::find(schema["enum"], value) != schema["enum"].end();
        return typed(schema["type"], value) && bounded(schema, value) && entries(schema, value) &&
               items(schema, value);
    }

private:
    static bool typed(const Json& type, const Json& value) {
        if (type.is_array())
            return std::ranges::any_of(type, [&](const Json& one) { return typed(one, value); });
        const std::string name = value.is_number() ? "number" : value.type_name();
        return type == name || (type == "integer" && name == "number");
    }
    static bool bounded(const Json& schema, const Json& value) {
        if (schema.contains("minimum"))
            return schema["minimum"] <= value && value <= schema["maximum"];
        if (!schema.contains("pattern")) return true;
        const auto written = value.get<std::string>();
        return written.size() >= schema["minLength"] &&
               RE2::FullMatch(written, schema["pattern"].get<std::string>());
    }
    [[nodiscard]] bool entries(const Json& schema, const Json& value) const {
        if (!value.is_object()) return true;
        for (const auto& key : schema.value("required", Json::array()))
            if (!value.contains(key.get<std::string>())) return false;
        const auto known = schema.value("properties", Json::object());
        const auto& others = schema["additionalProperties"];
        return std::ranges::all_of(value.items(), [&](const auto& entry) {
            if (known.contains(entry.key())) return fits(known[entry.key()], entry.value());
            return others.is_object() && fits(others, entry.value());
        });
    }
    [[nodiscard]] bool items(const Json& schema, const Json& value) const {
        return !value.is_array() || std::ranges::all_of(value, [&](const Json& item) {
            return fits(schema["items"], item);
        });
    }

    const Json& root_;
};

bool fits(const std::string& yaml) {
    static const Json schema = Json::parse(banc::scenario_schema());
    const auto document = banc::read_yaml(yaml, "essai.yaml");
    REQUIRE(document.errors.empty());
    return Validator(schema).fits(schema, banc::to_json(document.root));
}

}  // namespace

TEST_CASE("scenarios/scenario.schema.json is what `banc scenario schema` prints", "[scenario]") {
    CHECK(content(kRoot + "/scenarios/scenario.schema.json") == banc::scenario_schema());
}

TEST_CASE("every shipped scenario fits the schema", "[scenario]") {
    CHECK(fits(content(kRoot + "/tests/scenario/good.yaml")));
    for (const auto& entry : std::filesystem::directory_iterator(kRoot + "/scenarios/library")) {
        CAPTURE(entry.path().string());
        CHECK(fits(content(entry.path().string())));
    }
}

TEST_CASE("the example of scenarios/README.md fits the schema", "[scenario]") {
    CHECK(fits(banc::test::example_of_the_readme()));
}

TEST_CASE("the schema sees an unknown key, a word or a number out of place, a missing key",
          "[scenario]") {
    const auto sound = content(kRoot + "/tests/scenario/good.yaml");
    const auto [here, instead] = GENERATE(table<std::string, std::string>({
        {"level: 1", "level: 4"},
        {"level: 1", "level: un"},
        {"language: fr", "language: de"},
        {"modes: [mock", "modes: [exam"},
        {"duration: 10min", "duration: 10 minutes"},
        {"title: ", "titre: "},
        {"undo: hostname pc", "redo: hostname pc"},
        {"moment: reading", "moment: lecture"},
        {"kind: observed", "kind: seen"},
        {"restart: no", "restart: never"},
        {"[type: echo", "[print: echo"},
        {", gone_when: perdu", ", gone: perdu"},
    }));
    CAPTURE(instead);
    auto text = sound;
    REQUIRE(text.find(here) != text.npos);
    CHECK_FALSE(fits(text.replace(text.find(here), here.size(), instead)));
}
