// SPDX-License-Identifier: EUPL-1.2
// The dialogue against a shell nobody here wrote: Debian's sh on a pseudo-terminal.
#include <fcntl.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "drivers/console/dialogue.h"
#include "drivers/transport/fd_line.h"
#include "drivers/transport/qt_loop.h"
#include "tests/transport/wait.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

class Shell {
public:
    Shell() {
        child_ = forkpty(&master_, nullptr, nullptr, nullptr);
        if (child_ == 0) {
            execl("/bin/sh", "sh", "-i", nullptr);
            _exit(127);
        }
        REQUIRE(child_ > 0);
        REQUIRE(fcntl(master_, F_SETFL, O_NONBLOCK) == 0);
        line.emplace(loop, master_, "shell");
        line->listen({[this](ByteView bytes, Instant at) { screen.feed(bytes, at); },
                      {},
                      [this](Error error) { screen.lose(std::move(error)); }});
    }
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;
    ~Shell() {
        line.reset();
        kill(child_, SIGKILL);
        waitpid(child_, nullptr, 0);
        close(master_);
    }

    QtLoop loop;
    Screen screen{loop};
    std::optional<FdLine> line;
    Dialogue dialogue{loop,
                      screen,
                      [this](ByteView keys) { return line->write(keys); },
                      {"user", "secret", "[$#] $"}};

private:
    int master_ = -1;
    pid_t child_ = -1;
};

}  // namespace

TEST_CASE("a real shell runs what the bench types", "[transport][dialogue]") {
    Shell shell;
    const auto [command, status, output] = GENERATE(table<std::string, int, std::string>({
        {"echo hello", 0, "hello"},
        {"printf 'it'\\''s %s' fine", 0, "it's fine"},
        {"echo \"$((6 * 7))\" | tr 4 x; exit 3", 3, "x2"},
        {"echo unclosed '", 2, "sh: 1: Syntax error: Unterminated quoted string"},
        {"cat; echo no input", 0, "no input"},
        {"true # a comment", 0, ""},
        {"false &", 0, ""},
        {"printf '\\033[31m\\303\\251t\\303\\251\\033[0m\\n'", 0, "été"},
        {"nosuchcommand 2>/dev/null", 127, ""},
    }));
    CAPTURE(command);
    const auto result = wait_for(shell.dialogue.run(command, 20s));
    REQUIRE(result);
    CHECK(result->status == status);
    CHECK(result->output == output);
}

TEST_CASE("a real shell is free again after a command that hangs", "[transport][dialogue]") {
    Shell shell;
    const auto hung = wait_for(shell.dialogue.run("tail -f /dev/null", 300ms));
    REQUIRE_FALSE(hung);
    CHECK(hung.error().code == Errc::timeout);
    const auto after = wait_for(shell.dialogue.run("echo free", 20s));
    REQUIRE(after);
    CHECK(after->output == "free");
}

TEST_CASE("a long output keeps its end and its status", "[transport][dialogue]") {
    Shell shell;
    const auto result = wait_for(shell.dialogue.run("seq 1 20000", 20s));
    REQUIRE(result);
    CHECK(result->status == 0);
    CHECK(result->output.ends_with("19999\n20000"));
    CHECK(result->output.size() <= kMaxScreenBytes);
}

TEST_CASE("a shell that goes away ends the dialogue", "[transport][dialogue]") {
    Shell shell;
    const auto result = wait_for(shell.dialogue.run("kill -9 $PPID", 20s));
    REQUIRE_FALSE(result);
    CHECK(result.error().code == Errc::disconnected);
}
