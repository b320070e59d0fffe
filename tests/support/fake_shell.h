// SPDX-License-Identifier: EUPL-1.2
// Getty, login and a shell on a serial port, in memory: enough for the bench's dialogue and for a
// candidate who types. It echoes what is typed, as a terminal does.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace banc {

class FakeShell {
public:
    using Say = std::function<void(std::string)>;
    using Run = std::function<std::string(const std::string&)>;  // a command to its output
    FakeShell(Say say, Run run) : say_(std::move(say)), run_(std::move(run)) {}

    void start() {
        at_ = At::getty;
        say_("\r\n\r\natelier login: ");
    }
    void stop() {
        at_ = At::off;
        typed_.clear();
    }
    void keys(std::string_view typed) {
        if (at_ == At::off) return;
        for (const char c : typed) key(c);
    }

private:
    enum class At { off, getty, password, shell };

    void key(char c) {
        if (c == '\n' || c == '\r') return line(std::exchange(typed_, {}));
        typed_ += c;
        if (at_ != At::password) say_({c});
    }

    void line(const std::string& typed) {
        say_("\r\n");
        if (at_ == At::shell) return command(typed);
        const bool user = at_ == At::getty && !typed.empty();
        const bool in = at_ == At::password;
        at_ = user ? At::password : in ? At::shell : At::getty;
        say_(user ? "Password: " : in ? "~ # " : "\r\natelier login: ");
    }

    void command(const std::string& typed) {
        if (typed == "exit") return start();
        // The bench's own commands come framed (drivers/console/dialogue.cc).
        const std::string head = R"(printf '\nbanc:%s:begin\n' )";
        if (!typed.starts_with(head)) return say_(run_(typed) + "~ # ");
        const auto mark = typed.substr(head.size(), typed.find(' ', head.size()) - head.size());
        const auto from = typed.find("sh -c ");
        const auto output = run_(typed.substr(from, typed.find(" </dev/null") - from));
        const std::string status = typed.find("'false'") == typed.npos ? "0" : "1";
        const auto end = "\r\nbanc:" + mark + ":" + status + ":end\r\n";
        say_("\r\nbanc:" + mark + ":begin\r\n" + output + end + end + "~ # ");
    }

    Say say_;
    Run run_;
    At at_ = At::off;
    std::string typed_;
};

}  // namespace banc
