// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/schema.h"

#include "bench/core/json.h"
#include "bench/scenario/grammar.h"

namespace banc {
namespace {

const Json kText{{"type", {"string", "number", "boolean"}},  // 12 and yes are texts too
                 {"minLength", 1}};

Json matching(std::string_view pattern) {
    return {{"type", "string"}, {"minLength", 1}, {"pattern", pattern}};
}
Json name() { return matching("^[a-z][a-z0-9_]*$"); }

Json list_of(Json items, Range count) {
    Json list{{"type", "array"}, {"items", std::move(items)}};
    if (count.least > 0) list["minItems"] = count.least;
    if (count.most > 0) list["maxItems"] = count.most;
    return list;
}
// No item twice.
Json set_of(Json items, Range count) {
    auto list = list_of(std::move(items), count);
    list["uniqueItems"] = true;
    return list;
}
Json map_of(Json values) {
    return {{"type", "object"},
            {"propertyNames", name()},
            {"additionalProperties", std::move(values)}};
}

Json exactly_one(const std::vector<std::string_view>& keys) {
    Json ways = Json::array();
    for (const auto& key : keys) ways.push_back({{"required", {key}}});
    return ways;
}

Json rule(const Case& said) {
    Json when{{"required", {said.key}}};
    if (!said.words.empty()) when["properties"] = {{std::string(said.key), {{"enum", said.words}}}};
    Json then = Json::object();
    if (!said.must.empty()) then["required"] = said.must;
    for (const auto& key : said.never) then["properties"][std::string(key)] = false;
    if (!said.one_of.empty()) then["oneOf"] = exactly_one(said.one_of);
    return {{"if", std::move(when)}, {"then", std::move(then)}};
}

// 5.5 without quotes is a number to an editor, and 5.10 the number 5.1.
Json ids_of(const Referential& title) {
    Json ids = Json::array();
    for (const auto& id : title.row_ids()) ids.push_back(id);
    for (const auto& id : title.row_ids())
        if (auto number = Json::parse(id, nullptr, false);
            number.is_number() && std::ranges::find(ids, number) == ids.end())
            ids.push_back(std::move(number));
    return ids;
}

// Collects the sections it meets, each once.
class Schema {
public:
    explicit Schema(const Titles& titles) : titles_(titles) {}

    Json map(const Section& section) {
        Json properties = Json::object();
        Json required = Json::array();
        for (const auto& key : section.keys) {
            auto& property = properties[std::string(key.name)];
            property = value(key);
            property["description"] = key.help;
            if (key.need == Need::must) required.push_back(key.name);
        }
        Json out{{"type", "object"},
                 {"properties", std::move(properties)},
                 {"required", std::move(required)},
                 {"additionalProperties", false}};
        if (!section.one_of.empty()) out["oneOf"] = exactly_one(section.one_of);
        for (const auto& said : section.cases) out["allOf"].push_back(rule(said));
        return out;
    }
    Json take() { return std::move(sections_); }

private:
    Json reference(const std::vector<const Section*>& sections) {
        if (sections.size() == 1) return reference(*sections.front());
        Json any = Json::array();
        for (const auto* one : sections) any.push_back(reference(*one));
        return {{"anyOf", std::move(any)}};
    }
    Json reference(const Section& section) {
        const std::string name(section.name);
        if (!sections_.contains(name)) sections_[name] = map(section);
        return {{"$ref", "#/$defs/" + name}};
    }
    [[nodiscard]] Json rows() const {
        Json codes = Json::object();
        for (const auto& [code, title] : titles_)
            if (title.nature == Nature::title) codes[code] = {{"enum", ids_of(title)}};
        return {{"type", "object"},
                {"minProperties", 1},
                {"properties", std::move(codes)},
                {"additionalProperties", false}};
    }
    [[nodiscard]] Json know_hows() const {
        Json known = Json::array();
        for (const auto& [code, title] : titles_)
            if (title.nature == Nature::job_sheet)
                for (const auto& id : title.row_ids()) known.push_back(id);
        return set_of({{"enum", std::move(known)}}, {});
    }
    Json value(const Key& key) {
        switch (key.form) {
            case Form::text: return kText;
            case Form::name: return name();
            case Form::slug: return matching("^[a-z][a-z0-9-]*$");
            case Form::rows: return rows();
            case Form::know_hows: return know_hows();
            case Form::integer:
                return {{"type", "integer"},
                        {"minimum", key.range.least},
                        {"maximum", key.range.most}};
            case Form::duration:
                return matching(
                    "^([1-9][0-9]*h)?([1-9][0-9]*min)?([1-9][0-9]*s)?([1-9][0-9]*ms)?$");
            case Form::yes_no: return {{"enum", {"yes", "no", true, false}}};
            case Form::word: return {{"enum", key.words}};
            case Form::words: return set_of({{"enum", key.words}}, key.range);
            case Form::texts: return set_of(kText, key.range);
            case Form::list_map: return map_of(set_of(kText, key.range));
            case Form::section: return reference(key.of);
            case Form::list: return list_of(reference(key.of), key.range);
            case Form::lists: return list_of(list_of(reference(key.of), key.range), key.range);
            case Form::map: return map_of(reference(key.of));
            case Form::nothing: return {{"type", "array"}, {"maxItems", 0}};
        }
        return {};
    }

    const Titles& titles_;
    Json sections_ = Json::object();
};

}  // namespace

std::string scenario_schema(const Titles& titles) {
    Schema schema(titles);
    auto out = schema.map(grammar::scenario());
    out["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    out["title"] = "Scénario du banc d'épreuve";
    out["$defs"] = schema.take();
    return out.dump(2) + "\n";
}

}  // namespace banc
