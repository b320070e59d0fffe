// SPDX-License-Identifier: EUPL-1.2
#include "bench/yaml/fields.h"

#include <algorithm>
#include <cassert>

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

Fields::Fields(const Node& node, Errors& errors, const Section& section)
    : node_(node), errors_(errors), section_(&section) {
    as_map(node, errors);
    for (const auto& key : section.keys) asked_.emplace_back(key.name);
}

Fields::~Fields() {
    for (const auto& [key, place, value] : node_.entries)
        if (std::find(asked_.begin(), asked_.end(), key) == asked_.end())
            blame(errors_, place, text("clé inconnue « {} »", "unknown key \"{}\"", key),
                  suggest(key, asked_));
}

const Key& Fields::known(std::string_view key) const {
    const auto* one = section_ == nullptr ? nullptr : section_->find(key);
    assert(one != nullptr);  // the table lacks a key that its loader reads
    return *one;
}

const Node* Fields::look(std::string_view key) {
    if (section_ == nullptr)
        asked_.emplace_back(key);
    else
        static_cast<void>(known(key));
    return node_.find(key);
}

const Node* Fields::find(std::string_view key) {
    assert(section_ == nullptr || known(key).need == Need::may);
    return look(key);
}

std::int64_t Fields::integer(std::string_view key) {
    const auto& one = known(key);
    const auto* node = one.need == Need::must ? need(key) : find(key);
    return node == nullptr ? 0 : as_integer(*node, one.range, errors_);
}

std::string Fields::word(std::string_view key) {
    const auto& one = known(key);
    const auto* node = one.need == Need::must ? need(key) : find(key);
    return node == nullptr ? std::string() : as_one_of(*node, one.words, errors_);
}

const std::vector<std::string>& Fields::words(std::string_view key) const {
    return known(key).words;
}

void Fields::skip(std::initializer_list<std::string_view> keys) {
    asked_.insert(asked_.end(), keys.begin(), keys.end());
}

const Node* Fields::need(std::string_view key) {
    const auto* value = look(key);
    if (value == nullptr && node_.kind == Node::Kind::map)
        blame(errors_, node_.place, text("il manque la clé « {} »", "key \"{}\" is missing", key),
              text("ajoutez « {}: … » ici", "add \"{}: …\" here", key));
    return value;
}

}  // namespace banc
