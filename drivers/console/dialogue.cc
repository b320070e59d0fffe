// SPDX-License-Identifier: EUPL-1.2
// The marks: what is typed holds `%s` where the printed mark holds a fresh nonce, so neither the
// echo nor an older screen can be taken for it; and each is printed more than once, because a
// kernel message may fall in the middle of a line.
#include "drivers/console/dialogue.h"

#include <re2/re2.h>

#include <algorithm>

#include "drivers/agent/nonce.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kNudge = 2s;       // a prompt that does not come was pushed up by a kernel message
constexpr Nanos kSettle = 1s;      // "login: " at the end may be "Last login: Tue…", half arrived
constexpr Nanos kAgain = 200ms;    // a write may know of an unplugging before the screen does
constexpr Nanos kEchoOff = 300ms;  // libpam asks, then turns echo off and drops what came meanwhile
constexpr int kMaxShells = 8;      // nested shells and editors somebody may have left open
constexpr int kMaxUserTries = 3;   // a getty that starts at that moment drops what was typed

constexpr std::string_view kLogin = R"((?m)^(\S+ )?[Ll]ogin: ?$)";
constexpr std::string_view kPassword = R"((?m)([Pp]assword|[Mm]ot de passe)[^\n]{0,40}: ?$)";
constexpr std::string_view kWrong = R"((?i)login incorrect|identification incorrecte)";

std::string quoted(std::string_view command) {
    std::string out = "'";
    for (const char c : command) c == '\'' ? out += R"('\'')" : out += c;
    return out + "'";
}

std::string framed(std::string_view command, std::string_view mark) {
    return fmt::format(R"(printf '\nbanc:%s:begin\n' {0} {0}; sh -c {1} </dev/null; )"
                       R"(printf '\nbanc:%s:%d:end\n' {0} $? {0} $? {0} $?)",
                       mark, quoted(command)) +
           "\n";
}

std::string end_mark(std::string_view mark) {
    return fmt::format(R"(banc:{}:(\d{{1,3}}):end)", mark);
}

Result<std::string> typable(std::string_view command, std::string_view mark) {
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (std::any_of(command.begin(), command.end(), control))
        return fail(Errc::invalid,
                    text("une commande tient sur une ligne, sans caractère de contrôle",
                         "a command is one line without control characters"));
    auto typed = framed(command, mark);
    if (typed.size() <= kMaxTypedBytes) return typed;
    return fail(Errc::invalid,
                text("commande trop longue pour l'éditeur de ligne d'un shell",
                     "the command is too long for a shell's line editor"),
                text("coupez-la en plusieurs", "cut it into several"));
}

CommandResult result_in(const std::string& shown, std::string_view mark) {
    CommandResult result;
    const auto begin = fmt::format("banc:{}:begin\n", mark);
    const RE2 end(end_mark(mark));
    re2::StringPiece status;
    RE2::PartialMatch(shown, end, &result.status);
    const RE2 before("(?s)^(.*?)" + end_mark(mark));
    RE2::PartialMatch(shown, before, &result.output);
    if (const auto at = result.output.rfind(begin); at != std::string::npos)
        result.output.erase(0, at + begin.size());
    result.output.erase(result.output.find_last_not_of('\n') + 1);
    return result;
}

Error no_prompt(Error cause) {
    if (cause.code != Errc::timeout) return cause;
    return {Errc::timeout,
            text("aucune invite sur la console", "no prompt on the console"),
            text("vérifiez que le PC est démarré et que sa console série est active",
                 "check that the PC has started and that its serial console is active"),
            {}};
}

Error restarted() {
    return {Errc::disconnected,
            text("le PC est revenu à l'invite de connexion pendant la commande",
                 "the PC went back to its login prompt during the command"),
            {},
            {}};
}

Error unseen() {
    return {Errc::disconnected,
            text("la console a été débranchée pendant la commande : sa fin n'a pas été vue",
                 "the console was unplugged during the command: its end was not seen"),
            text("voyez sur le PC ce qui a été fait", "look on the PC at what was done"),
            {}};
}

}  // namespace

Dialogue::Dialogue(Loop& loop, Screen& screen, Write write, Account account)
    : loop_(loop), screen_(screen), write_(std::move(write)), account_(std::move(account)) {}

std::string Dialogue::shown(std::string_view text) const {
    std::string out(text);
    constexpr std::string_view dots = "•••";
    if (account_.password.empty()) return out;
    for (auto at = out.find(account_.password); at != std::string::npos;
         at = out.find(account_.password, at + dots.size()))
        out.replace(at, account_.password.size(), dots);
    return out;
}

Task<Result<void>> Dialogue::login(Nanos deadline) {
    active_ = true;
    auto done = co_await log_in(loop_.now().since_boot + deadline);
    active_ = done.has_value();
    co_return std::move(done).map_error(no_prompt);
}

// As often as the console comes back.
Task<Result<void>> Dialogue::log_in(Nanos end) {
    for (;;) {
        auto done = co_await log_in_once(end);
        const bool cut = !done && done.error().code == Errc::disconnected;
        if (!cut || left(end) <= Nanos{0}) co_return done;
        auto back = co_await screen_.until_back(left(end));
        if (!back) co_return back;
        co_await pause(loop_, kAgain);
    }
}

Task<Result<void>> Dialogue::log_in_once(Nanos end) {
    for (int attempt = 0; attempt < kMaxUserTries; ++attempt) {
        auto reached = co_await reach_login(end);
        if (!reached) co_return reached;
        auto seen = co_await enter_user(end);
        if (!seen) co_return tl::unexpected<Error>(std::move(seen.error()));
        if (seen->which == 1) co_return {};
        if (seen->which == 2) continue;
        auto entered = co_await enter_password(end);
        co_return entered;
    }
    co_return fail(Errc::timeout, text("l'invite de connexion revient sans cesse",
                                       "the login prompt keeps coming back"));
}

Task<Result<void>> Dialogue::reach_login(Nanos end) {
    screen_.forget();
    auto typed = co_await type("\n");
    for (int shell = 0; typed && shell < kMaxShells; ++shell) {
        std::vector<std::string> patterns{std::string(kLogin), std::string(kPassword),
                                          account_.prompt};
        auto seen = co_await expect(std::move(patterns), "\x03\n", end);
        if (!seen) co_return tl::unexpected<Error>(std::move(seen.error()));
        if (seen->which == 0) co_return {};
        const std::string keys = seen->which == 1 ? "\n" : "exit\n";
        typed = co_await type(keys);
    }
    if (!typed) co_return typed;
    co_return fail(Errc::timeout, text("un shell reste ouvert sur la console",
                                       "a shell stays open on the console"));
}

// Which: 0 the password is asked, 1 the shell is there already, 2 the login prompt came again.
Task<Result<Screen::Seen>> Dialogue::enter_user(Nanos end) {
    const std::string user = account_.user + "\n";
    auto typed = co_await type(user);
    if (!typed) co_return tl::unexpected<Error>(std::move(typed.error()));
    std::vector<std::string> patterns{std::string(kPassword), account_.prompt, std::string(kLogin)};
    auto seen = co_await expect(std::move(patterns), "", end);
    co_return seen;
}

Task<Result<void>> Dialogue::enter_password(Nanos end) {
    co_await pause(loop_, kEchoOff);
    const std::string password = account_.password + "\n";
    auto typed = co_await type(password);
    if (!typed) co_return typed;
    auto seen = co_await unless_login(account_.prompt, "\n", end);
    if (!seen) co_return tl::unexpected<Error>(std::move(seen.error()));
    if (seen->which == 0) co_return {};
    co_return fail(Errc::refused,
                   text("le PC refuse le mot de passe de « {} »",
                        "the PC refuses the password of \"{}\"", account_.user),
                   text("corrigez le fichier des secrets", "correct the secrets file"));
}

Task<Result<CommandResult>> Dialogue::run(std::string command, Nanos deadline) {
    auto result = co_await execute(std::move(command), deadline);
    if (!result && result.error().code == Errc::disconnected) active_ = false;
    co_return result;
}

Task<Result<CommandResult>> Dialogue::execute(std::string command, Nanos deadline) {
    auto mark = make_nonce();
    if (!mark) co_return tl::unexpected<Error>(std::move(mark.error()));
    auto keys = typable(command, *mark);
    if (!keys) co_return tl::unexpected<Error>(std::move(keys.error()));
    screen_.forget();
    auto typed = co_await type(*keys);
    if (!typed) co_return tl::unexpected<Error>(std::move(typed.error()));
    const Nanos end = loop_.now().since_boot + deadline;
    auto seen = co_await until_done(end_mark(*mark), end);
    if (seen && seen->which == 0) {
        auto result = result_in(seen->text, *mark);
        result.output = shown(result.output);
        co_return result;
    }
    if (seen) co_return tl::unexpected<Error>(restarted());
    if (seen.error().code != Errc::timeout)
        co_return tl::unexpected<Error>(std::move(seen.error()));
    auto interrupted = co_await type("\x03");
    if (!interrupted) co_return tl::unexpected<Error>(std::move(interrupted.error()));
    co_return fail(Errc::timeout, text("la commande « {} » ne finit pas",
                                       "command \"{}\" does not end", shown(command)));
}

// The command may end while the console is away: then nobody saw it, and that is the error.
Task<Result<Screen::Seen>> Dialogue::until_done(std::string end_mark, Nanos end) {
    auto seen = co_await unless_login(end_mark, "", end);
    bool unplugged = false;
    while (!seen && seen.error().code == Errc::disconnected) {
        auto back = co_await screen_.until_back(left(end));
        if (!back) co_return tl::unexpected<Error>(std::move(back.error()));
        unplugged = true;
        seen = co_await unless_login(end_mark, "", end);
    }
    if (!unplugged || (seen && seen->which == 0)) co_return seen;
    co_return tl::unexpected<Error>(unseen());
}

Task<Result<void>> Dialogue::logout(Nanos deadline) {
    const Nanos end = loop_.now().since_boot + deadline;
    screen_.forget();
    auto typed = co_await type("exit\n");
    if (!typed) co_return typed;
    std::vector<std::string> patterns{std::string(kLogin)};
    auto seen = co_await expect(std::move(patterns), "\n", end);
    const bool cut = !seen && seen.error().code == Errc::disconnected;
    auto back = co_await screen_.until_back(left(end));
    auto left_open = seen.map([](const Seen&) {});
    if (cut && back) left_open = co_await reach_login(end);
    active_ = false;
    co_return std::move(left_open).map_error(no_prompt);
}

// Waits for a prompt, and types `nudge` now and then to get it again.
Task<Result<Screen::Seen>> Dialogue::expect(std::vector<std::string> patterns, std::string nudge,
                                            Nanos end) {
    for (;;) {
        const bool last = nudge.empty() || left(end) <= kNudge;
        const Nanos patience = last ? left(end) : kNudge;
        auto seen = co_await screen_.until_any(patterns, patience);
        if (seen || seen.error().code != Errc::timeout || last) co_return seen;
        auto typed = co_await type(nudge);
        if (!typed) co_return tl::unexpected<Error>(std::move(typed.error()));
    }
}

// Which: 0 what was wanted, 1 the login prompt (or a refusal) and nothing better after it.
Task<Result<Screen::Seen>> Dialogue::unless_login(std::string wanted, std::string nudge,
                                                  Nanos end) {
    std::vector<std::string> patterns{wanted, std::string(kWrong), std::string(kLogin)};
    auto seen = co_await expect(std::move(patterns), std::move(nudge), end);
    if (!seen || seen->which < 1) co_return seen;
    auto text_before = std::move(seen->text);
    std::vector<std::string> better{std::move(wanted)};
    auto after = co_await screen_.until_any(std::move(better), kSettle);
    if (!after && after.error().code != Errc::timeout) co_return after;
    if (!after) co_return Seen{1, std::move(text_before)};
    co_return Seen{0, text_before + after->text};
}

Task<Result<void>> Dialogue::type(std::string keys) {
    if (account_.key_gap == Nanos{0}) co_return write_(view(keys));
    for (std::size_t at = 0; at < keys.size(); ++at) {
        co_await pause(loop_, account_.key_gap);
        auto typed = write_(view(keys).subspan(at, 1));
        if (!typed) co_return typed;
    }
    co_return Result<void>{};
}

}  // namespace banc
