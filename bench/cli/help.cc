// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/help.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace banc {
namespace {

const Option kEverywhere[] = {
    {"json",
     "",
     {"résultat pour une machine, sur la sortie standard",
      "result for a machine, on standard output"}},
    {"lang",
     "fr|en",
     {"langue des messages (sinon celle du système)", "language of messages (else the system's)"}},
    {"help", "", {"cette aide", "this help"}},
};

void print_option(const Option& option, Lang lang) {
    const auto left = option.value.empty() ? fmt::format("--{}", option.name)
                                           : fmt::format("--{} {}", option.name, option.value);
    fmt::print("  {:<34} {}\n", left, option.help.in(lang));
}

}  // namespace

std::string Call::get(std::string_view option, std::string_view otherwise) const {
    const auto found = options.find(option);
    return found == options.end() ? std::string(otherwise) : found->second;
}

// Not fmt::print, which throws: a reader of errors that is gone must not end what goes on.
int complain(const Call& call, const Error& error) {
    std::fputs((error.line(call.lang) + "\n").c_str(), stderr);
    return exit_code(error.code);
}

int complain(const Call& call, const Errors& errors) {
    for (const auto& error : errors) complain(call, error);
    return errors.empty() ? kBadInput : exit_code(errors.front().code);
}

int print_help(const Command& command, Lang lang) {
    fmt::print("banc {}{}{}\n\n{}.\n\n", command.name, command.arguments.empty() ? "" : " ",
               command.arguments, command.summary.in(lang));
    for (const auto& option : command.options) print_option(option, lang);
    for (const auto& option : kEverywhere) print_option(option, lang);
    fmt::print("\n{}\n  {}\n", lang == Lang::fr ? "Exemple :" : "Example:", command.example);
    return kDone;
}

int print_overview(Lang lang) {
    fmt::print("{}\n\n", lang == Lang::fr
                             ? "banc : le banc d'épreuve des ateliers de réparation informatique"
                             : "banc: the practical-exam bench of IT-repair workshops");
    return print_group("", lang);
}

bool is_group(std::string_view word) {
    return std::ranges::any_of(commands(), [&](const Command& command) {
        return command.name.starts_with(std::string(word) + " ");
    });
}

int print_group(std::string_view word, Lang lang) {
    const auto start = word.empty() ? "" : std::string(word) + " ";
    for (const auto& command : commands())
        if (command.name.starts_with(start))
            fmt::print("  {:<20} {}\n", command.name, command.summary.in(lang));
    fmt::print("\n{}\n", lang == Lang::fr ? "banc COMMANDE --help en dit plus, avec un exemple."
                                          : "banc COMMAND --help says more, with an example.");
    return kDone;
}

int print_version() {
    fmt::print("banc {}\n", BANC_VERSION);
    return kDone;
}

}  // namespace banc
