// SPDX-License-Identifier: EUPL-1.2
// What becomes of a line whose keeper is gone, in one word (design.md §2.3).
#pragma once

#include <string_view>

#include "bench/scenario/bench_config.h"

namespace banc {

enum class OrphanRule {
    energises,  // powers a PC or presses its button: a person's act
    rest,       // `orphan: rest`
    hold,       // `orphan: hold 20s`
};
OrphanRule rule_of(const LineConfig& line);
std::string_view word(OrphanRule rule);

enum class HoldTime { running, over };
std::string_view word(HoldTime hold);

}  // namespace banc
