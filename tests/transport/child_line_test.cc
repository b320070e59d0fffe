// SPDX-License-Identifier: EUPL-1.2
// A program as a line: shell scripts stand for sigrok-cli.
#include "drivers/transport/child_line.h"

#include <signal.h>

#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <cerrno>
#include <fstream>

#include "drivers/transport/open_line.h"
#include "drivers/transport/qt_loop.h"
#include "tests/transport/heard.h"
#include "tests/transport/wait.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

struct Child {
    QtLoop loop;
    Heard heard;
    std::unique_ptr<ChildLine> line;

    explicit Child(const std::string& script, Nanos silence = 1min) {
        auto opened =
            ChildLine::open(loop, {"sh", {"-c", script}, "dash", "bench.multimetre", silence});
        REQUIRE(opened);
        line = std::move(*opened);
        line->listen(heard.listener());
    }
    void hear(const std::string& what) {
        run_until([&] { return heard.bytes.find(what) != std::string::npos; });
    }
};

}  // namespace

TEST_CASE("what a program prints is heard as it comes, its input left open", "[line][child]") {
    Child child("echo first; read never; echo its input ended");
    child.hear("first\n");
    CHECK(child.line->alive());
    CHECK(child.heard.bytes == "first\n");
    CHECK_FALSE(child.line->write(view("q")));
}

TEST_CASE("a program that ends is started again and the line is not lost", "[line][child]") {
    QTemporaryDir folder;
    const auto file = folder.filePath(QStringLiteral("runs")).toStdString();
    Child child("echo . >> " + file + "; echo run $(wc -l < " + file + "); echo why >&2");
    child.hear("run 2");
    CHECK(child.heard.lost.empty());
    CHECK(child.line->last_words() == "why");
}

TEST_CASE("a program that falls silent is killed and started again", "[line][child]") {
    QTemporaryDir folder;
    const auto file = folder.filePath(QStringLiteral("runs")).toStdString();
    Child child("echo . >> " + file + "; echo run $(wc -l < " + file + "); exec tail -f /dev/null",
                100ms);
    child.hear("run 2");
}

TEST_CASE("a program is gone with its line, not even a zombie", "[line][child]") {
    std::optional<Child> child(std::in_place, "echo $$; exec tail -f /dev/null");
    child->hear("\n");
    const auto pid = static_cast<pid_t>(std::stoi(child->heard.bytes));
    REQUIRE(::kill(pid, 0) == 0);
    child.reset();
    CHECK(::kill(pid, 0) == -1);
    CHECK(errno == ESRCH);
}

TEST_CASE("a missing program is told with the package that has it", "[line][child]") {
    QtLoop loop;
    const auto opened =
        ChildLine::open(loop, {"sigrok-nowhere", {}, "sigrok-cli", "bench.multimetre", 1s});
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == Errc::environment);
    CHECK_THAT(opened.error().line(Lang::en), Catch::Contains("sigrok-nowhere") &&
                                                  Catch::Contains("bench.multimetre") &&
                                                  Catch::Contains("install package sigrok-cli"));
}

TEST_CASE("sigrok's demonstration meter is read like any other", "[line][child]") {
    MeterConfig config;
    config.name = "bench.multimetre";
    config.sigrok = "demo:logic_channels=0:analog_channels=1";
    config.settings = "samplerate=5";
    config.channel = "A0";
    QtLoop loop;
    auto line = open_line(loop, config, "");
    REQUIRE(line);
    Heard heard;
    (*line)->listen(heard.listener());
    run_until([&] { return heard.bytes.find(" V DC\n") != std::string::npos; });
    CHECK_THAT(heard.bytes, Catch::StartsWith("A0: "));
}
