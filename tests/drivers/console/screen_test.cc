// SPDX-License-Identifier: EUPL-1.2
#include "drivers/console/screen.h"

#include <catch2/catch.hpp>

#include "bench/core/manual_loop.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

struct Viewer {
    ManualLoop loop;
    Screen screen{loop};
    void feed(std::string_view bytes) { screen.feed(view(bytes), loop.now()); }
    // What is seen of the pattern now, or nothing.
    std::optional<std::string> see(const std::string& pattern) {
        auto task = screen.until(pattern, 1s);
        task.start();
        loop.advance(1s);
        REQUIRE(task.done());
        const auto seen = task.take();
        return seen ? std::optional(*seen) : std::nullopt;
    }
};

}  // namespace

TEST_CASE("each look starts where the one before ended", "[console][screen]") {
    Viewer viewer;
    viewer.feed("one two\r\nthree\r\nlogin: ");
    CHECK(viewer.see("two") == "one two");
    CHECK_FALSE(viewer.see("one"));
    CHECK(viewer.see("thr") == "\nthr");
    CHECK(viewer.see("login: $") == "ee\nlogin: ");
    viewer.feed("root\r\n");
    CHECK_FALSE(viewer.see("login"));
    CHECK(viewer.see("root") == "root");
}

TEST_CASE("a look waits for what comes later, in any pieces", "[console][screen]") {
    Viewer viewer;
    auto task = viewer.screen.until("packets received", 10s);
    task.start();
    for (const char c : std::string_view("1 packets transmitted, 1 pac\x1b[0mkets received")) {
        CHECK_FALSE(task.done());
        viewer.feed({&c, 1});
        viewer.loop.advance(10ms);
    }
    CHECK(task.done());
}

TEST_CASE("a look that sees nothing ends at its deadline and says what it looked for",
          "[console][screen]") {
    Viewer viewer;
    auto task = viewer.screen.until("No bootable device", 40s);
    task.start();
    viewer.loop.advance(39999ms);
    CHECK_FALSE(task.done());
    viewer.loop.advance(1ms);
    REQUIRE(task.done());
    const auto seen = task.take();
    REQUIRE_FALSE(seen);
    CHECK(seen.error().code == Errc::timeout);
    CHECK(seen.error().what.en == "nothing like \"No bootable device\" on the screen within 40 s");
}

TEST_CASE("a prompt is seen again when its line is rewritten", "[console][screen]") {
    Viewer viewer;
    viewer.feed("Loading, please wait...");
    CHECK(viewer.see("wait"));
    viewer.feed("\rlogin: ");
    CHECK(viewer.see("^login: $") == "login: ");
}

TEST_CASE("a shell that draws the same prompt again shows nothing new", "[console][screen]") {
    Viewer viewer;
    viewer.feed("~ # ");
    CHECK(viewer.see("# $"));
    viewer.feed("\r~ # ls");
    CHECK_FALSE(viewer.see("#"));
    CHECK(viewer.see("ls") == "ls");
}

TEST_CASE("the first pattern of the list that matches wins", "[console][screen]") {
    Viewer viewer;
    viewer.feed("b then a");
    auto task = viewer.screen.until_any({"a", "b"}, 1s);
    task.start();
    viewer.loop.settle();
    REQUIRE(task.done());
    CHECK(task.take()->which == 0);
}

TEST_CASE("what was shown before forget() is not seen", "[console][screen]") {
    Viewer viewer;
    viewer.feed("old login: ");
    viewer.screen.forget();
    CHECK_FALSE(viewer.see("login"));
    viewer.feed("\r\nnew login: ");
    CHECK(viewer.see("login: $") == "\nnew login: ");
}

TEST_CASE("a lost line ends the look under way and every later one", "[console][screen]") {
    Viewer viewer;
    auto task = viewer.screen.until("login", 10s);
    task.start();
    viewer.feed("half");
    viewer.screen.lose({Errc::disconnected, text("débranchée", "unplugged"), {}, {}});
    viewer.loop.settle();
    REQUIRE(task.done());
    CHECK(task.take().error().code == Errc::disconnected);
    CHECK(viewer.see("half"));  // what had come is still readable
    CHECK_FALSE(viewer.see("more"));
}

TEST_CASE("a dropped look takes nothing from the next one", "[console][screen]") {
    Viewer viewer;
    {
        auto task = viewer.screen.until("login", 10s);
        task.start();
    }
    viewer.feed("login: ");
    CHECK(viewer.see("login"));
}

TEST_CASE("a wrong pattern is an error, not a wait", "[console][screen]") {
    Viewer viewer;
    auto task = viewer.screen.until("(", 10s);
    task.start();
    REQUIRE(task.done());
    CHECK(task.take().error().code == Errc::invalid);
}

TEST_CASE("the screen keeps the newest 64 KiB", "[console][screen]") {
    Viewer viewer;
    for (int i = 0; i < 10'000; ++i) viewer.feed("line " + std::to_string(i) + "\r\n");
    viewer.feed(std::string(1'000'000, 'x'));
    CHECK(viewer.screen.unread().size() <= kMaxScreenBytes + kMaxLineBytes);
    CHECK_FALSE(viewer.see("(?m)^line 100$"));
    CHECK(viewer.see("(?m)^line 9999$"));
}
