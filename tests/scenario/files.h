// SPDX-License-Identifier: EUPL-1.2
// What the tests of scenarios read.
#pragma once

#include <catch2/catch.hpp>

#include "bench/scenario/load.h"
#include "bench/yaml/read.h"

namespace banc::test {

inline const std::string kRoot = BANC_SOURCE_DIR;

inline std::string content(const std::string& path) {
    auto text = read_text_file(path);
    REQUIRE(text);
    return *text;
}

template <class T>
T sound(Checked<T> value) {
    if (!value)
        for (const auto& error : value.error()) FAIL_CHECK(error.line(Lang::en));
    REQUIRE(value);
    return std::move(*value);
}

inline Titles titles() { return sound(list_referentials(kRoot + "/scenarios/referentials")); }

inline BenchConfig virtual_bench() {
    const std::string path = kRoot + "/bench/virtual/bench.yaml";
    return sound(load_bench(content(path), path));
}

// Of the virtual PC, or of the pieces the scenario is played from.
inline BenchConfig bench_for(const std::string& scenario) {
    if (!is_recorded(scenario)) return virtual_bench();
    const std::string path = kRoot + "/scenarios/pieces/bench.yaml";
    return sound(load_bench(content(path), path));
}

// The first one between ```yaml and ```.
inline std::string example_of_the_readme() {
    const auto page = content(kRoot + "/scenarios/README.md");
    const std::string fence = "```yaml\n";
    const auto start = page.find(fence) + fence.size();
    return page.substr(start, page.find("```", start) - start);
}

}  // namespace banc::test
