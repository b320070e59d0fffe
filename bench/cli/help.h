// SPDX-License-Identifier: EUPL-1.2
// Help texts, made from the table of commands.
#pragma once

#include "bench/cli/command.h"

namespace banc {

int print_help(const Command& command, Lang lang);
int print_overview(Lang lang);
// "scenario": the first word of several commands.
bool is_group(std::string_view word);
int print_group(std::string_view word, Lang lang);
int print_version();

}  // namespace banc
