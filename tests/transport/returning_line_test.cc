// SPDX-License-Identifier: EUPL-1.2
// A console on a mock bus, pulled out and plugged in again: real libserialport, a pseudo-terminal
// with modem lines behind it, and another kernel name each time.
#include "drivers/transport/returning_line.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

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
        const std::string dev = std::string(umockdev_testbed_get_root_dir(usb_.bed())) + "/dev/";
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

TEST_CASE("a dialogue whose console is unplugged ten times logs in and runs its command",
          "[transport][dialogue]") {
    Console console;
    int pulls = 0;
    FakeShell shell(
        [&](const std::string& said) {
            if (console.adapter.in()) console.adapter.tty().say(said);
        },
        [](const std::string&) { return std::string("done\r\n"); });
    Dialogue dialogue(console.loop, console.screen,
                      [&](ByteView keys) { return console.line->write(keys); },
                      {"banc", "atelier", "[$#] $"});
    shell.start();
    // What the bench types makes the shell talk; while it logs in, its plug is pulled ten times.
    TimerPtr next;
    const std::function<void()> pump = [&] {
        next = console.loop.after(20ms, pump);
        if (!console.adapter.in()) return console.adapter.plug();
        const auto typed = console.adapter.tty().hear();
        if (typed.empty()) return;
        if (pulls == 10) return shell.keys(typed);
        ++pulls;
        shell.keys(typed);
        console.adapter.unplug();
    };
    pump();
    REQUIRE(wait_for(dialogue.login(100s)));
    CHECK(pulls == 10);
    CHECK(console.back == 10);
    const auto result = wait_for(dialogue.run("true", 20s));
    REQUIRE(result);
    CHECK(result->status == 0);
    CHECK(wait_for(dialogue.logout(20s)));
}
