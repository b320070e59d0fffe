// SPDX-License-Identifier: EUPL-1.2
#include "bench/yaml/fields.h"

#include <algorithm>

#include "bench/core/nearest.h"

namespace banc {

void blame(Errors& errors, const Place& place, Text what, Text remedy) {
    errors.push_back({Errc::invalid, std::move(what), std::move(remedy), place});
}

void refuse(Errors& errors, const Place& place, Text what, Text remedy) {
    errors.push_back({Errc::refused, std::move(what), std::move(remedy), place});
}

Text suggest(std::string_view typed, const std::vector<std::string>& known) {
    if (known.empty()) return {};
    if (const auto word = nearest(typed, known); !word.empty())
        return text("vouliez-vous dire « {} » ?", "did you mean \"{}\"?", word);
    return text("connus : {}", "known: {}", fmt::format("{}", fmt::join(known, ", ")));
}

Fields::Fields(const Node& node, Errors& errors) : node_(node), errors_(errors) {
    as_map(node, errors);
}

Fields::~Fields() {
    for (const auto& [key, place, value] : node_.entries)
        if (std::find(asked_.begin(), asked_.end(), key) == asked_.end())
            blame(errors_, place, text("clé inconnue « {} »", "unknown key \"{}\"", key),
                  suggest(key, asked_));
}

const Node* Fields::find(std::string_view key) {
    asked_.emplace_back(key);
    return node_.find(key);
}

void Fields::skip(std::initializer_list<std::string_view> keys) {
    asked_.insert(asked_.end(), keys.begin(), keys.end());
}

const Node* Fields::need(std::string_view key) {
    const auto* value = find(key);
    if (value == nullptr && node_.kind == Node::Kind::map)
        blame(errors_, node_.place, text("il manque la clé « {} »", "key \"{}\" is missing", key));
    return value;
}

}  // namespace banc
