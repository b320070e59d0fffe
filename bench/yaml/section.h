// SPDX-License-Identifier: EUPL-1.2
// The keys of one kind of map, as a table: what Fields lets a loader ask for, and what an editor is
// told (bench/scenario/schema.h). One source for both.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace banc {

struct Range {
    std::int64_t least = 0;
    std::int64_t most = 0;
};

enum class Need { must, may };  // may: or depending on another key
enum class Form {
    text,
    name,       // an identifier, joined by "_"
    slug,       // … by "-"
    rows,       // titles, and a row of each
    know_hows,  // a list, of the job sheets
    integer,    // within `range`
    duration,   // 5min
    yes_no,
    word,      // one of `words`
    words,     // a list of them
    texts,     // a list
    list_map,  // … to a list of texts
    section,   // `of`: a map of that kind, or of one of those kinds
    list,      // … several of them
    lists,     // … lists of them
    map,       // … under the writer's keys
    nothing,   // a list without items
};

struct Section;
struct Key {
    std::string_view name;
    Need need = Need::may;
    Form form = Form::text;
    std::string_view help;  // in French, for who writes
    std::vector<const Section*> of{};
    std::vector<std::string> words{};
    Range range{};  // of a list: how many items, `most` 0: any number
};
// What the key, with one of these words or any, asks of the others. For editors: the loader says it
// in its own words.
struct Case {
    std::string_view key;
    std::vector<std::string> words{};
    std::vector<std::string_view> must{};
    std::vector<std::string_view> never{};
    std::vector<std::string_view> one_of{};  // exactly one
};
struct Section {
    std::string_view name;
    std::vector<Key> keys;
    std::vector<std::string_view> one_of{};  // exactly one
    std::vector<Case> cases{};

    [[nodiscard]] const Key* find(std::string_view key) const {
        for (const auto& one : keys)
            if (one.name == key) return &one;
        return nullptr;
    }
};

}  // namespace banc
