// SPDX-License-Identifier: EUPL-1.2
// What `banc bench check` says of each thing that a bench file names.
#pragma once

#include <string>
#include <vector>

#include "bench/cli/command.h"
#include "bench/core/json.h"

namespace banc {

// One thing the file names, and what is known of it now.
struct Item {
    std::string kind;  // "board", "console", "agent", "meter", "disk", "line"
    std::string name;
    std::string state;  // "proven", or why not, in a word
    Text what;
    Text remedy;
    std::vector<std::string> ports;
    std::vector<Text> warnings{};  // it is proven, and a person should know
    std::string proof{};           // of a hub's line: a word of Proof

    [[nodiscard]] bool proven() const { return state == "proven"; }
};

void print_item(const Item& item, Lang lang);
Json json_of(const std::string& bench, const std::vector<Item>& items);
// The exit code. The answer is no before it is trouble: a cable that does not open leaves the rest
// unanswered.
int verdict(const std::vector<Item>& items);

}  // namespace banc
