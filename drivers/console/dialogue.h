// SPDX-License-Identifier: EUPL-1.2
// The bench at a shell on a serial console: logs in, runs a command, learns its output and status,
// logs out. It speaks POSIX sh behind any getty, and trusts nothing it reads but its own marks.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "drivers/console/screen.h"

namespace banc {

// A shell's line editor takes 1024 bytes (busybox); the command is typed quoted, with its marks.
inline constexpr std::size_t kMaxTypedBytes = 1000;

struct Account {
    std::string user;
    std::string password;  // may be empty: then none is asked
    std::string prompt;    // RE2, of the end of what the shell shows when it waits: "[$#] $"
    Nanos key_gap{0};      // from one key to the next: old firmware drops what comes faster
};

struct CommandResult {
    int status = 0;
    std::string output;  // without trailing line ends; secrets as •••; the last 64 KiB
};

// One step at a time. A console that is unplugged in the middle is waited for, within the deadline:
// a login begins anew, a command is not typed twice, and ends well if its end is seen after all.
// Deadlines count from the call. Errors: timeout (no prompt, command that does not end: it is
// interrupted), refused (wrong password), disconnected (line lost or unplugged, PC restarted
// meanwhile), invalid (a command that cannot be typed). No error or result holds the password.
class Dialogue {
public:
    using Write = std::function<Result<void>(ByteView)>;
    // The screen shows what the line says; `write` types on it. Both outlive this.
    Dialogue(Loop& loop, Screen& screen, Write write, Account account);

    // From whatever the console shows: leaves a shell somebody left open, interrupts a program.
    Task<Result<void>> login(Nanos deadline);
    // In a shell of its own (`sh -c`), with nothing to read on its standard input.
    Task<Result<CommandResult>> run(std::string command, Nanos deadline);
    Task<Result<void>> logout(Nanos deadline);

    // True from the first key of login() to the end of logout(), or to the error that ended it:
    // what the console shows meanwhile was caused by the bench, and is no act of the candidate.
    [[nodiscard]] bool active() const { return active_; }
    // The same text as people may see it, for the journal and the screen.
    [[nodiscard]] std::string shown(std::string_view text) const;

private:
    using Seen = Screen::Seen;
    Task<Result<void>> log_in(Nanos end);
    Task<Result<void>> log_in_once(Nanos end);
    Task<Result<Seen>> until_done(std::string end_mark, Nanos end);
    Task<Result<void>> reach_login(Nanos end);
    Task<Result<Seen>> enter_user(Nanos end);
    Task<Result<void>> enter_password(Nanos end);
    Task<Result<CommandResult>> execute(std::string command, Nanos deadline);
    Task<Result<Seen>> expect(std::vector<std::string> patterns, std::string nudge, Nanos end);
    Task<Result<Seen>> unless_login(std::string wanted, std::string nudge, Nanos end);
    Task<Result<void>> type(std::string keys);
    [[nodiscard]] Nanos left(Nanos end) const { return end - loop_.now().since_boot; }

    Loop& loop_;
    Screen& screen_;
    Write write_;
    Account account_;
    bool active_ = false;
};

}  // namespace banc
