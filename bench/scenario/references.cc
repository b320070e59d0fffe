// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/references.h"

namespace banc {

std::vector<Reference> references(std::string_view text) {
    std::vector<Reference> found;
    for (auto at = text.find("${"); at != text.npos; at = text.find("${", at + 2)) {
        const auto end = text.find_first_of("}\n", at);
        const bool closed = end != text.npos && text[end] == '}';
        if (closed)
            found.push_back({at, end + 1, std::string(text.substr(at + 2, end - at - 2))});
        else
            found.push_back({at, at + 2, {}});
    }
    return found;
}

std::string replace_references(std::string_view text,
                               const std::function<std::string(const Reference&)>& value) {
    std::string out;
    std::size_t done = 0;
    for (const auto& reference : references(text)) {
        if (reference.from < done) continue;  // inside another one's name
        out += text.substr(done, reference.from - done);
        out += value(reference);
        done = reference.to;
    }
    return out.append(text.substr(done));
}

}  // namespace banc
