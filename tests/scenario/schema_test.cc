// SPDX-License-Identifier: EUPL-1.2
// The schema that editors use is the one the loader's tables make, it takes every sound scenario,
// and it sees the slips of the pen.
#include "bench/scenario/schema.h"

#include <re2/re2.h>

#include <filesystem>
#include <set>

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
        if (schema.is_boolean()) return schema.get<bool>();
        if (schema.contains("$ref")) {
            const auto path = schema["$ref"].get<std::string>().substr(1);
            return fits(root_.at(Json::json_pointer(path)), value);
        }
        if (schema.contains("anyOf")) return ways(schema["anyOf"], value) > 0;
        if (schema.contains("enum"))
            return std::ranges::find(schema["enum"], value) != schema["enum"].end();
        const auto type = schema.find("type");
        return (type == schema.end() || typed(*type, value)) && bounded(schema, value) &&
               entries(schema, value) && items(schema, value) && cases(schema, value);
    }

private:
    [[nodiscard]] std::ptrdiff_t ways(const Json& schemas, const Json& value) const {
        return std::ranges::count_if(schemas, [&](const Json& one) { return fits(one, value); });
    }
    [[nodiscard]] bool cases(const Json& schema, const Json& value) const {
        if (schema.contains("oneOf") && ways(schema["oneOf"], value) != 1) return false;
        return std::ranges::all_of(schema.value("allOf", Json::array()), [&](const Json& one) {
            return !fits(one["if"], value) || fits(one["then"], value);
        });
    }
    static bool typed(const Json& type, const Json& value) {
        if (type.is_array())
            return std::ranges::any_of(type, [&](const Json& one) { return typed(one, value); });
        const std::string name = value.is_number() ? "number" : value.type_name();
        return type == name || (type == "integer" && name == "number");
    }
    static bool bounded(const Json& schema, const Json& value) {
        if (schema.contains("minimum"))
            return schema["minimum"] <= value && value <= schema["maximum"];
        if (!value.is_string()) return true;
        const auto written = value.get<std::string>();
        return written.size() >= schema.value("minLength", 0U) &&
               RE2::FullMatch(written, schema.value("pattern", "(?s).*"));
    }
    [[nodiscard]] bool entries(const Json& schema, const Json& value) const {
        if (!value.is_object()) return true;
        for (const auto& key : schema.value("required", Json::array()))
            if (!value.contains(key.get<std::string>())) return false;
        const auto known = schema.value("properties", Json::object());
        const auto others = schema.value("additionalProperties", Json(true));
        const auto names = schema.value("propertyNames", Json(true));
        return value.size() >= schema.value("minProperties", 0U) &&
               std::ranges::all_of(value.items(), [&](const auto& entry) {
                   const bool own = known.contains(entry.key());
                   return fits(names, entry.key()) &&
                          fits(own ? known[entry.key()] : others, entry.value());
               });
    }
    [[nodiscard]] bool items(const Json& schema, const Json& value) const {
        if (!value.is_array()) return true;
        const bool twice = std::set<Json>(value.begin(), value.end()).size() < value.size();
        return value.size() >= schema.value("minItems", 0U) &&
               value.size() <= schema.value("maxItems", value.size()) &&
               !(twice && schema.value("uniqueItems", false)) &&
               std::ranges::all_of(value, [&](const Json& item) {
                   return fits(schema.value("items", Json(true)), item);
               });
    }

    const Json& root_;
};

bool fits(const std::string& yaml) {
    static const Json schema = Json::parse(banc::scenario_schema(banc::test::titles()));
    const auto document = banc::read_yaml(yaml, "essai.yaml");
    REQUIRE(document.errors.empty());
    return Validator(schema).fits(schema, banc::to_json(document.root));
}

}  // namespace

TEST_CASE("scenarios/scenario.schema.json is what `banc scenario schema` prints", "[scenario]") {
    CHECK(content(kRoot + "/scenarios/scenario.schema.json") ==
          banc::scenario_schema(banc::test::titles()));
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
        {"scenario: cordon", "scenario: ../cordon"},
        {"title: Le réseau est tombé", "title: ''"},
        {"modes: [mock, training]", "modes: []"},
        {"modes: [mock, training]", "modes: [mock, mock]"},
        {"rome: [r-diagnostiquer]", "rome: [nimporte]"},
        {"nom: [alpha, beta]", "nom: []"},
        {"nom: [alpha, beta]", "Nom: [alpha]"},
        {"open: pc.nic0.pair", "{}"},
        {"- console: { run", "- open: pc.nic0.pair\n    console: { run"},
        {"- console: { run", "- while: pc-off\n    console: { run"},
        {"{ event: { console: NIC", "{ gone_when: lien, event: { console: NIC"},
        {"{ event: { console: NIC Link is Down } }", "{}"},
        {"id: resolu", "id: Résolu !"},
        {"IDI: B1.3", "IDU: B1.3"},
        {"IDI: B1.3", "IDI: Z9"},
        {"{ IDI: B1.3 }", "{}"},
        {"when: at_end(lien)", "descriptors: [Regarde]"},
        {"kind: observed", "kind: judged"},
        {"untouched: []", "untouched: [pause: 1s]"},
        {"[hands: replace pc.nic0.pair]", "[]"},
        {"[hands: replace pc.nic0.pair]", "[{}]"},
        {"[[pause: 1s]]", "[]"},
        {"needs: [pc.nic0.pair, pc.console, pc.agent]\n", ""},
    }));
    CAPTURE(instead);
    auto text = sound;
    REQUIRE(text.find(here) != text.npos);
    CHECK_FALSE(fits(text.replace(text.find(here), here.size(), instead)));
}
