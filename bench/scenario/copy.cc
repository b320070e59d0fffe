// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/copy.h"

#include <array>
#include <utility>

#include "bench/yaml/precheck.h"

namespace banc {

// A key of the file itself starts at its line's first column; all else is further right.
std::string copied_as(const std::string& id, std::string_view source) {
    const std::array<std::pair<std::string_view, std::string>, 3> changed{{
        {"scenario:", id},
        {"version:", "1"},
        {"proof:", "human"},
    }};
    std::string copy;
    for (const auto line : lines_of(source)) {
        std::string written(line);
        for (const auto& [key, value] : changed) {
            if (!line.starts_with(key)) continue;
            const auto comment = line.find(" #");
            written = std::string(key) + " " + value;
            if (comment != line.npos) written += " " + std::string(line.substr(comment));
        }
        copy += written + "\n";
    }
    return copy;
}

}  // namespace banc
