// SPDX-License-Identifier: EUPL-1.2
// The facts the scoring tests talk about: events a b c, states s t u.
#pragma once

#include "bench/scoring/expression.h"

namespace banc {

inline Vocabulary test_vocabulary() {
    return {[](std::string_view name) -> const FactKind* {
                static constexpr FactKind kEvent = FactKind::event;
                static constexpr FactKind kState = FactKind::state;
                if (name == "a" || name == "b" || name == "c" || name == "no_boot") return &kEvent;
                if (name == "s" || name == "t" || name == "u" || name == "boots") return &kState;
                return nullptr;
            },
            [] {
                return std::vector<std::string>{"a", "b", "c", "s", "t", "u", "no_boot", "boots"};
            }};
}

}  // namespace banc
