// SPDX-License-Identifier: EUPL-1.2
// A YAML document as a plain tree in which every value knows where a person wrote it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bench/core/json.h"

namespace banc {

// Held to what may be written now, or read as it was written: an exam keeps its scenario for good,
// and rules that came later don't make it unreadable (design.md §2.6).
enum class Rules { today, of_its_day };

struct Entry;

struct Node {
    enum class Kind { empty, scalar, list, map };
    enum class Style { plain, quoted, block };  // block: | or >
    Kind kind = Kind::empty;
    Style style = Style::plain;
    Place place;                 // columns count characters, as editors do
    std::string text;            // scalar: what it means, escapes resolved
    std::string raw;             // plain and quoted scalar: what is written, quotes included
    std::vector<Node> items;     // list
    std::vector<Entry> entries;  // map, in the order of the file, no key twice

    [[nodiscard]] const Node* find(std::string_view key) const;  // map; null: absent
    // Where the byte `offset` of `text` was written. In a block scalar: the block itself.
    [[nodiscard]] Place at(std::size_t offset) const;
};

struct Entry {
    std::string key;
    Place place;
    Node value;
};

// Plain integers become numbers, plain true and false become booleans, nothing becomes null, all
// else is text: YAML 1.2's core schema, without floating-point numbers.
Json to_json(const Node& node);

// UTF-8 characters, not bytes.
std::size_t characters(std::string_view utf8);

// "10", "-3": decimal, no leading zero, no sign but a minus, within 64 bits.
bool is_integer(std::string_view text);

}  // namespace banc
