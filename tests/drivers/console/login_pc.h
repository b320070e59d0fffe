// SPDX-License-Identifier: EUPL-1.2
// A PC on a serial console, in memory: getty, login and a shell that knows a few commands. It
// echoes what is typed, as a terminal does.
#pragma once

#include <re2/re2.h>

#include <functional>
#include <map>
#include <string>
#include <utility>

#include "bench/core/manual_loop.h"
#include "drivers/console/screen.h"

namespace banc {

class LoginPc {
public:
    enum class At { getty, password, shell, program, off };

    LoginPc(ManualLoop& loop, Screen& screen) : loop_(loop), screen_(screen) {}

    At at = At::getty;
    int shells = 1;  // open one in another
    std::string password = "atelier";
    std::string motd = "\r\nBienvenue\r\n";
    std::string prompt = "\x1b[1;32m~\x1b[0m # \x1b[6n";
    std::map<std::string, std::pair<std::string, int>> commands;  // output and status
    std::function<std::string(std::string)> on_output = [](std::string s) { return s; };
    std::function<void(const std::string&)> on_command = [](const std::string&) {};
    std::string all_keys;

    Result<void> keys(ByteView bytes) {
        all_keys += to_string(bytes);
        for (const auto byte : bytes) key(static_cast<char>(byte));
        return {};
    }
    void say(std::string_view bytes) { screen_.feed(view(bytes), loop_.now()); }
    void restart() {
        at = At::getty;
        say("\r\n[    0.000000] Linux version 6.1.0\r\n\r\natelier login: ");
    }

private:
    void key(char c) {
        if (at == At::off) return;
        if (c == '\x03') return interrupt();
        if (c == '\n') return line(std::exchange(typed_, {}));
        typed_ += c;
        if (at != At::password) say({&c, 1});
    }

    void interrupt() {
        typed_.clear();
        if (at == At::program) at = At::shell;
        if (at == At::shell) say("^C\r\n" + prompt);
    }

    void line(const std::string& typed) {
        say("\r\n");
        switch (at) {
            case At::off:
            case At::program: return;
            case At::getty:
                if (!typed.empty()) at = At::password;
                return say(typed.empty() ? "\r\natelier login: " : "Password: ");
            case At::password:
                at = typed == password ? At::shell : At::getty;
                return say(at == At::shell ? motd + prompt
                                           : "\r\nLogin incorrect\r\natelier login: ");
            case At::shell: return command(typed);
        }
    }

    void command(const std::string& typed) {
        if (typed == "exit") {
            if (--shells > 0) return say(prompt);
            at = At::getty;
            return say("\r\natelier login: ");
        }
        std::string mark;
        std::string quoted;
        static const RE2 framed(
            R"(^printf '.nbanc:%s:begin.n' (\w+) \w+; sh -c '(.*)' </dev/null; )"
            R"(printf '.nbanc:%s:%d:end.n' \w+ \$\? \w+ \$\? \w+ \$\?$)");
        if (!RE2::PartialMatch(typed, framed, &mark, &quoted)) return say(prompt);
        on_command(quoted);
        if (at != At::shell) return;
        const auto found = commands.find(quoted);
        const auto [output, status] =
            found == commands.end() ? std::pair<std::string, int>{"", 127} : found->second;
        const auto begin = "\r\nbanc:" + mark + ":begin\r\n";
        const auto end = "\r\nbanc:" + mark + ":" + std::to_string(status) + ":end\r\n";
        say(on_output(begin + begin + output + end + end + end) + prompt);
    }

    ManualLoop& loop_;
    Screen& screen_;
    std::string typed_;
};

}  // namespace banc
