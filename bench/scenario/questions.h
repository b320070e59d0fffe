// SPDX-License-Identifier: EUPL-1.2
// What may be asked of an agent, and what the rows of an answer hold: the verbs of
// drivers/agent/PROTOCOL.md; beside them, what the bench sees itself. Private to this folder.
#pragma once

#include <string_view>
#include <vector>

#include "bench/core/error.h"
#include "bench/scenario/row_condition.h"

namespace banc {

// "link eth0": nothing, or what is wrong with it.
Result<void> check_question(std::string_view question);

struct Rows {
    std::string of;                 // "file", "disk": what they are rows of, for people
    std::vector<std::string> keys;  // those a row may have; empty: whatever it has
};
Rows answered(std::string_view question);
Rows seen_by_the_bench(std::string_view instrument);  // "usb", "disk", "input"

// Whether one of those rows may have all that: a number where numbers are compared, a mode or a
// hash as they are written, a word that the protocol gives where it names them all.
Result<void> check_values(const Rows& rows, const std::vector<RowCondition>& conditions);
// Every word the key may hold; none: any, or anything.
std::vector<std::string> words_for(const Rows& rows, std::string_view key);

}  // namespace banc
