// SPDX-License-Identifier: EUPL-1.2
// The référentiels that come with the product, for their tests.
#pragma once

#include <catch2/catch.hpp>

#include "bench/referential/load.h"
#include "bench/yaml/read.h"

namespace banc::test {

inline const std::string kReferentials = BANC_SOURCE_DIR "/scenarios/referentials";

inline std::string content(const std::string& path) {
    auto text = read_text_file(path);
    REQUIRE(text);
    return *text;
}

inline Titles shipped_titles() {
    auto titles = list_referentials(kReferentials);
    if (!titles)
        for (const auto& error : titles.error()) FAIL_CHECK(error.line(Lang::en));
    REQUIRE(titles);
    return std::move(*titles);
}

}  // namespace banc::test
