// SPDX-License-Identifier: EUPL-1.2
// `banc`: finds the sub-command, parses its options, runs it.
#include <QCommandLineParser>
#include <QCoreApplication>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <system_error>

#include "bench/cli/command.h"
#include "bench/cli/help.h"
#include "bench/core/nearest.h"

namespace {

using namespace banc;

// The product speaks French first: only a locale that asks for English gets it.
Lang language_of_locale() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
            return std::string_view(value).starts_with("en") ? Lang::en : Lang::fr;
    return Lang::fr;
}

Lang language(const QStringList& words) {
    const auto at = words.indexOf(QStringLiteral("--lang"));
    if (at >= 0 && at + 1 < words.size())
        return words[at + 1] == QStringLiteral("en") ? Lang::en : Lang::fr;
    for (const auto& word : words)
        if (word.startsWith(QStringLiteral("--lang=")))
            return word.endsWith(QStringLiteral("=en")) ? Lang::en : Lang::fr;
    return language_of_locale();
}

// "banc scenario check x.yaml" is the command "scenario check"; "banc demo" is "demo".
const Command* find(const QStringList& words, int& used) {
    for (used = std::min<int>(2, static_cast<int>(words.size())); used > 0; --used) {
        const auto name = words.mid(0, used).join(QLatin1Char(' ')).toStdString();
        for (const auto& command : commands())
            if (command.name == name) return &command;
    }
    return nullptr;
}

// A reader that goes away (`banc scenario coverage | head`) ends the program as it would any other.
// fmt throws on what can't be printed, from wherever that is: also from a coroutine, where nobody
// could catch it.
[[noreturn]] void end_quietly_or_abort() {
    try {
        if (const auto thrown = std::current_exception()) std::rethrow_exception(thrown);
    } catch (const std::system_error& error) {
        if (error.code() == std::errc::broken_pipe) {
            std::signal(SIGPIPE, SIG_DFL);
            std::raise(SIGPIPE);
        }
        std::fprintf(stderr, "banc: %s\n", error.what());
    } catch (...) {
        std::fputs("banc: an exception that nobody caught\n", stderr);
    }
    std::abort();
}

int usage(const Call& call, const Command& command, const Text& what) {
    return complain(call, Error{Errc::invalid,
                                what,
                                text("voyez : banc {} --help", "see: banc {} --help", command.name),
                                {}});
}

// `banc scenario` alone lists its commands; anything else is a word nobody knows.
int without_command(const Call& call, const QStringList& words) {
    const auto group = words[0].toStdString();
    const bool known = is_group(group);
    const bool alone = words.size() == 1 || words[1].startsWith(QLatin1Char('-'));
    if (known && alone) return print_group(group, call.lang);
    const auto asked = words.mid(0, known ? 2 : 1).join(QLatin1Char(' ')).toStdString();
    std::vector<std::string> names;
    for (const auto& command : commands()) names.emplace_back(command.name);
    const auto near = nearest(asked, names);
    const auto help = known ? group : "--help";
    return complain(call, Error{Errc::invalid,
                                text("commande inconnue « {} »", "unknown command \"{}\"", asked),
                                near.empty() ? text("voyez : banc {}", "see: banc {}", help)
                                             : text("vouliez-vous dire « banc {} » ?",
                                                    "did you mean \"banc {}\"?", near),
                                {}});
}

void declare(QCommandLineParser& parser, const Command& command) {
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    const auto add = [&](std::string_view name, std::string_view value) {
        const auto word = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        QCommandLineOption option(word);
        if (!value.empty()) option.setValueName(QStringLiteral("value"));
        parser.addOption(option);
    };
    for (const auto& option : command.options) add(option.name, option.value);
    add("help", "");
    add("json", "");
    add("lang", "LANG");
}

int run(const Command& command, const QStringList& words, Call call) {
    QCommandLineParser parser;
    declare(parser, command);
    if (!parser.parse(QStringList{QStringLiteral("banc")} + words)) {
        const auto unknown = parser.unknownOptionNames().join(QStringLiteral(", ")).toStdString();
        return usage(call, command,
                     unknown.empty()
                         ? Text{"il manque une valeur à une option", "an option lacks its value"}
                         : text("option inconnue : --{}", "unknown option: --{}", unknown));
    }
    if (parser.isSet(QStringLiteral("help"))) return print_help(command, call.lang);
    call.json = parser.isSet(QStringLiteral("json"));
    for (const auto& word : parser.positionalArguments())
        call.arguments.push_back(word.toStdString());
    for (const auto& option : command.options) {
        const auto name =
            QString::fromUtf8(option.name.data(), static_cast<qsizetype>(option.name.size()));
        if (parser.isSet(name))
            call.options[std::string(option.name)] = parser.value(name).toStdString();
    }
    if (call.arguments.size() < command.least || call.arguments.size() > command.most)
        return usage(call, command,
                     text("arguments attendus : {}", "arguments expected: {}",
                          command.arguments.empty() ? "-" : command.arguments));
    return command.run(call);
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a device that goes away is an error value, not a death
    std::set_terminate(end_quietly_or_abort);
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("banc"));
    const auto words = QCoreApplication::arguments().mid(1);
    Call call;
    call.lang = language(words);
    int used = 0;
    if (words.isEmpty() || words[0] == QStringLiteral("--help") ||
        words[0] == QStringLiteral("help"))
        return print_overview(call.lang);
    if (words[0] == QStringLiteral("--version")) return print_version();
    const Command* command = find(words, used);
    if (command == nullptr) return without_command(call, words);
    return run(*command, words.mid(used), std::move(call));
}
