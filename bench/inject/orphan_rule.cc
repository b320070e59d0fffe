// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/orphan_rule.h"

namespace banc {

OrphanRule rule_of(const LineConfig& line) {
    if (line.energises) return OrphanRule::energises;
    return line.orphan.rest_at_once ? OrphanRule::rest : OrphanRule::hold;
}

std::string_view word(OrphanRule rule) {
    switch (rule) {
        case OrphanRule::energises: return "energises";
        case OrphanRule::rest: return "rest";
        case OrphanRule::hold: return "hold";
    }
    return "";
}

std::string_view word(HoldTime hold) { return hold == HoldTime::running ? "running" : "over"; }

}  // namespace banc
