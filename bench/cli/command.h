// SPDX-License-Identifier: EUPL-1.2
// What a sub-command of `banc` is: one row of the table in commands.cc (design.md §5.6).
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bench/core/error.h"

namespace banc {

struct Option {
    std::string_view name;   // without the dashes
    std::string_view value;  // "DIR"; empty for a flag
    Text help;
};

// One invocation, parsed. Every command also has --help, --lang and --json.
struct Call {
    Lang lang = Lang::fr;
    bool json = false;
    std::vector<std::string> arguments;
    std::map<std::string, std::string, std::less<>> options;

    [[nodiscard]] bool has(std::string_view option) const { return options.contains(option); }
    [[nodiscard]] std::string get(std::string_view option, std::string_view otherwise = "") const;
};

struct Command {
    std::string_view name;       // "scenario check"
    std::string_view arguments;  // "FILE…"
    std::size_t least = 0;       // how many arguments it needs
    std::size_t most = 0;
    Text summary;
    std::vector<Option> options;
    std::string_view example;
    int (*run)(const Call&);
};

std::span<const Command> commands();

// Exit codes, the same for every command.
inline constexpr int kDone = 0;
inline constexpr int kNo = 1;
inline constexpr int kBadInput = 2;
inline constexpr int kEnvironment = 3;

// One line on standard error per error; answers the exit code of the first.
int complain(const Call& call, const Error& error);
int complain(const Call& call, const Errors& errors);

}  // namespace banc
