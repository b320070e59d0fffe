// SPDX-License-Identifier: EUPL-1.2
// A console on a mock bus, pulled out and plugged in again: real libserialport, a pseudo-terminal
// with modem lines behind it, and another kernel name each time.
#include "drivers/transport/returning_line.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "drivers/agent/agent_client.h"
#include "drivers/console/dialogue.h"
#include "drivers/transport/open_line.h"
#include "drivers/transport/qt_loop.h"
#include "tests/support/fake_shell.h"
#include "tests/transport/fake_tty.h"
#include "tests/transport/fake_usb.h"
#include "tests/transport/wait.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

const std::string kPlace = "/sys/devices/usb1/1-4";

// The adapter at usb:1-4, and the PC behind it, which talks on whether it is plugged in or not.
class Adapter {
public:
    void plug(const std::string& serial = "A9001") {
        tty_.emplace();
        const auto name = "ttyUSB" + std::to_string(++plugged_ % 2);
        port_ = kPlace + ("/1-4:1.0/" + name + "/tty/" + name);
        usb_.add(
            "P: /devices/usb1/1-4\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\n"
            "A: busnum=1\\n\nA: devnum=9\\n\nA: bDeviceClass=ff\\n\nA: idVendor=1a86\\n\n"
            "A: idProduct=7523\\n\nA: serial=" +
            serial + "\\n\n\nP: " + port_.substr(4) + "\nE: SUBSYSTEM=tty\nE: DEVNAME=/dev/" +
            name + "\n");
        const std::unique_ptr<char, decltype(&g_free)> root(
            umockdev_testbed_get_root_dir(usb_.bed()), g_free);
        const auto dev = std::string(root.get()) + "/dev/";
        mkdir(dev.c_str(), 0700);
        node_ = dev + name;
        REQUIRE(symlink(tty_->device().c_str(), node_.c_str()) == 0);
    }
    void unplug() {
        umockdev_testbed_uevent(usb_.bed(), kPlace.c_str(), "remove");
        umockdev_testbed_remove_device(usb_.bed(), port_.c_str());
        umockdev_testbed_remove_device(usb_.bed(), kPlace.c_str());
        unlink(node_.c_str());
        tty_->unplug();
        tty_.reset();
    }
    [[nodiscard]] FakeTty& tty() { return *tty_; }
    [[nodiscard]] bool in() const { return tty_.has_value(); }

private:
    FakeUsb usb_;
    std::optional<FakeTty> tty_;
    std::string port_;
    std::string node_;
    int plugged_ = 0;
};

struct Console {
    Adapter adapter;
    QtLoop loop;
    ConsoleConfig config;
    Screen screen{loop};
    std::string heard;
    int gone = 0;
    int back = 0;
    std::unique_ptr<ByteLine> line;

    Console() {
        config.name = "pc.console";
        config.at.serial = "usb:1-4";
        adapter.plug();
        auto opened = keep_open(loop, config, "");
        CAPTURE(opened ? "" : opened.error().line(Lang::en));
        REQUIRE(opened);
        line = std::move(*opened);
        line->listen({[this](ByteView bytes, Instant at) {
                          heard += to_string(bytes);
                          screen.feed(bytes, at);
                      },
                      {},
                      {},
                      [this](Error why, Instant) {
                          ++gone;
                          screen.go_away(std::move(why));
                      },
                      [this](Instant) {
                          ++back;
                          screen.come_back();
                      }});
    }
};

// The PC's shell behind the adapter, and the bench in a dialogue with it.
struct Talk {
    Console console;
    int pulls = 0;  // of the plug, each after the bench has typed
    std::function<void()> on_command;
    bool waits_for_the_console = false;  // what it says meanwhile, it says once it is back
    std::string held;
    FakeShell shell{[this](const std::string& said) { say(said); },
                    [this](const std::string&) {
                        if (on_command) on_command();
                        return std::string("done\r\n");
                    }};
    Dialogue dialogue{console.loop, console.screen,
                      [this](ByteView keys) { return console.line->write(keys); },
                      Account{"banc", "atelier", "[$#] $"}};
    TimerPtr next;

    Talk() {
        shell.start();
        pump();
    }
    void say(const std::string& said) {
        if (console.adapter.in() && held.empty()) return console.adapter.tty().say(said);
        if (waits_for_the_console) held += said;
    }
    void pump() {
        next = console.loop.after(20ms, [this] { pump(); });
        if (!console.adapter.in()) return console.adapter.plug();
        if (console.back == console.gone) console.adapter.tty().say(std::exchange(held, {}));
        const auto typed = console.adapter.tty().hear();
        if (typed.empty()) return;
        shell.keys(typed);
        if (pulls == 0) return;
        --pulls;
        console.adapter.unplug();
    }
};

}  // namespace

TEST_CASE("a console plugged in again is found at its place, and nothing said before is lost",
          "[transport][serial]") {
    Console console;
    std::string said;
    for (int turn = 1; turn <= 10; ++turn) {
        const auto word = "turn " + std::to_string(turn) + "\r\n" + std::string(2000, 'x');
        console.adapter.tty().say(word);
        said += word;
        run_until([&] { return console.heard.size() == said.size(); });
        console.adapter.unplug();
        run_until([&] { return console.gone == turn; });
        CHECK_FALSE(console.line->alive());
        CHECK(console.heard == said);
        CHECK(console.line->write(view("x")).error().code == Errc::disconnected);
        console.adapter.plug();
        run_until([&] { return console.back == turn; });
        CHECK(console.line->alive());
    }
    CHECK(console.line->write(view("back")));
    CHECK(console.adapter.tty().hear() == "back");
}

TEST_CASE("another adapter in its place is not taken for it", "[transport][serial]") {
    Console console;
    console.adapter.unplug();
    run_until([&] { return console.gone == 1; });
    console.adapter.plug("B7777");
    bool looked = false;
    const auto later = console.loop.after(700ms, [&] { looked = true; });
    run_until([&] { return looked; });
    CHECK(console.back == 0);
    console.adapter.unplug();
    console.adapter.plug();
    run_until([&] { return console.back == 1; });
}

TEST_CASE("what the kernel still held when the port failed was said before the cut",
          "[transport][serial]") {
    Console console;
    const std::string said(6'000, 'x');  // a tty gives 4096 at a time
    console.adapter.tty().say(said);
    console.adapter.tty().fail_modem();
    const Nanos due = console.loop.now().since_boot + 150ms;
    while (console.loop.now().since_boot < due) {  // until the modem lines are due to be read
    }
    run_until([&] { return console.gone > 0; });
    CHECK(console.heard == said);
}

TEST_CASE("a dialogue whose console is unplugged ten times logs in and runs its command",
          "[transport][dialogue]") {
    Talk talk;
    talk.pulls = 10;  // what the bench types makes the shell talk; meanwhile its plug is pulled
    REQUIRE(wait_for(talk.dialogue.login(100s)));
    CHECK(talk.console.back == 10);
    const auto result = wait_for(talk.dialogue.run("true", 20s));
    REQUIRE(result);
    CHECK(result->status == 0);
    CHECK(wait_for(talk.dialogue.logout(20s)));
}

TEST_CASE("a command during which its console is unplugged ends well if its end comes after",
          "[transport][dialogue]") {
    Talk talk;
    REQUIRE(wait_for(talk.dialogue.login(20s)));
    talk.on_command = [&] { talk.console.adapter.unplug(); };
    talk.waits_for_the_console = GENERATE(true, false);
    const auto result =
        wait_for(talk.dialogue.run("true", talk.waits_for_the_console ? Nanos(100s) : Nanos(1s)));
    CHECK(talk.console.gone == 1);
    REQUIRE(result.has_value() == talk.waits_for_the_console);
    if (!result) CHECK(result.error().code == Errc::disconnected);
}

TEST_CASE("an agent that is unplugged and plugged in again answers again", "[transport][agent]") {
    Adapter adapter;
    QtLoop loop;
    AgentConfig config;
    config.name = "pc.agent";
    config.at.serial = "usb:1-4";
    adapter.plug();
    auto line = keep_open(loop, config, "");
    REQUIRE(line);
    AgentClient agent(loop, std::move(*line));
    adapter.unplug();
    run_until([&] { return !agent.alive(); });
    adapter.plug();
    run_until([&] { return agent.alive(); });
    auto asked = agent.ask("hello", 20s);
    asked.start();
    std::string question;
    run_until([&] {
        question += adapter.tty().hear();
        return question.ends_with('\n');
    });
    adapter.tty().say("end " + question.substr(4, 16) + " 0\n");
    run_until([&] { return asked.done(); });
    CHECK(asked.take());
}
