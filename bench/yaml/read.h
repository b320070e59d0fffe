// SPDX-License-Identifier: EUPL-1.2
// YAML text to a located tree. Strict where YAML is lenient: no duplicate keys, anchors, aliases,
// tags, second documents or plain text over several lines. See fields.h for the typed reading.
#pragma once

#include <algorithm>

#include "bench/yaml/node.h"

namespace banc {

struct Document {
    Node root;      // empty when the text could not be parsed at all
    Errors errors;  // what is wrong with it as YAML; the tree may still be worth reading

    [[nodiscard]] bool readable() const { return root.kind != Node::Kind::empty || errors.empty(); }
};

// Bounds: 1 MiB, 20 000 values, 64 levels. `file` is only for places.
Document read_yaml(std::string_view text, const std::string& file, Rules rules = Rules::today);

// A whole file, at most 1 MiB. Errors carry the path and what to do.
Result<std::string> read_text_file(const std::string& path);

// What a loader returns: the value when nothing is wrong, else everything that is, in file order.
template <class T>
Checked<T> checked(T value, Errors errors) {
    if (errors.empty()) return value;
    const auto before = [](const Error& a, const Error& b) {
        return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
    };
    std::stable_sort(errors.begin(), errors.end(), before);
    return tl::unexpected<Errors>(std::move(errors));
}

}  // namespace banc
