// SPDX-License-Identifier: EUPL-1.2
#include "bench/yaml/node.h"

#include <algorithm>
#include <charconv>

#include "bench/yaml/escapes.h"

namespace banc {

std::size_t characters(std::string_view utf8) {
    const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), starts));
}

bool is_integer(std::string_view text) {
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return false;
    const auto digits = text.front() == '-' ? text.substr(1) : text;
    return digits == "0" ? text == "0" : digits.front() != '0';
}

const Node* Node::find(std::string_view key) const {
    for (const auto& entry : entries)
        if (entry.key == key) return &entry.value;
    return nullptr;
}

Place Node::at(std::size_t offset) const {
    if (raw.empty()) return place;
    std::size_t position = style == Style::quoted ? 1 : 0;
    for (std::size_t passed = 0; passed < offset && position < raw.size(); ++passed) {
        const bool escaped = style == Style::quoted && position + 1 < raw.size();
        if (escaped && raw.front() == '"' && raw[position] == '\\')
            position += escape_length(raw[position + 1]);
        else
            position += escaped && raw.front() == '\'' && raw[position] == '\'' ? 2U : 1U;
    }
    auto found = place;
    found.column += static_cast<int>(characters(std::string_view(raw).substr(0, position)));
    return found;
}

Json to_json(const Node& node) {
    switch (node.kind) {
        case Node::Kind::empty: return nullptr;
        case Node::Kind::list: {
            auto list = Json::array();
            for (const auto& item : node.items) list.push_back(to_json(item));
            return list;
        }
        case Node::Kind::map: {
            auto map = Json::object();
            for (const auto& entry : node.entries) map[entry.key] = to_json(entry.value);
            return map;
        }
        case Node::Kind::scalar: break;
    }
    if (node.style != Node::Style::plain) return node.text;
    if (node.text == "true" || node.text == "false") return node.text == "true";
    std::int64_t number = 0;
    if (!is_integer(node.text)) return node.text;
    std::from_chars(node.text.data(), node.text.data() + node.text.size(), number);
    return number;
}

}  // namespace banc
