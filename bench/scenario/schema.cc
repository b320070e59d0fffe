// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/schema.h"

#include "bench/core/json.h"
#include "bench/scenario/grammar.h"

namespace banc {
namespace {

const Json kText{{"type", {"string", "number", "boolean"}}};  // 12 and yes are texts too

Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
Json map_of(Json values) {
    return {{"type", "object"}, {"additionalProperties", std::move(values)}};
}

// Collects the sections it meets, each once.
class Schema {
public:
    Json reference(const std::vector<const Section*>& sections) {
        if (sections.size() == 1) return reference(*sections.front());
        Json any = Json::array();
        for (const auto* one : sections) any.push_back(reference(*one));
        return {{"anyOf", std::move(any)}};
    }
    Json map(const Section& section) {
        Json properties = Json::object();
        Json required = Json::array();
        for (const auto& key : section.keys) {
            auto& property = properties[std::string(key.name)];
            property = value(key);
            property["description"] = key.help;
            if (key.need == Need::must) required.push_back(key.name);
        }
        return {{"type", "object"},
                {"properties", std::move(properties)},
                {"required", std::move(required)},
                {"additionalProperties", false}};
    }
    Json take() { return std::move(sections_); }

private:
    Json reference(const Section& section) {
        const std::string name(section.name);
        if (!sections_.contains(name)) sections_[name] = map(section);
        return {{"$ref", "#/$defs/" + name}};
    }
    Json value(const Key& key) {
        switch (key.form) {
            case Form::text: return kText;
            case Form::integer:
                return {{"type", "integer"},
                        {"minimum", key.range.least},
                        {"maximum", key.range.most}};
            case Form::duration:
                return {{"type", "string"},
                        {"minLength", 1},
                        {"pattern",
                         "^([1-9][0-9]*h)?([1-9][0-9]*min)?([1-9][0-9]*s)?([1-9][0-9]*ms)?$"}};
            case Form::yes_no: return {{"enum", {"yes", "no", true, false}}};
            case Form::word: return {{"enum", key.words}};
            case Form::words: return list_of({{"enum", key.words}});
            case Form::texts: return list_of(kText);
            case Form::text_map: return map_of(kText);
            case Form::list_map: return map_of(list_of(kText));
            case Form::section: return reference(key.of);
            case Form::list: return list_of(reference(key.of));
            case Form::lists: return list_of(list_of(reference(key.of)));
            case Form::map: return map_of(reference(key.of));
        }
        return {};
    }

    Json sections_ = Json::object();
};

}  // namespace

std::string scenario_schema() {
    Schema schema;
    auto out = schema.map(grammar::scenario());
    out["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    out["title"] = "Scénario du banc d'épreuve";
    out["$defs"] = schema.take();
    return out.dump(2) + "\n";
}

}  // namespace banc
