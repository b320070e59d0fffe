// SPDX-License-Identifier: EUPL-1.2
// The real libserialport on a pseudo-terminal with modem lines.
#include "drivers/transport/serial_line.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "drivers/transport/open_line.h"
#include "drivers/transport/qt_loop.h"
#include "tests/transport/fake_tty.h"
#include "tests/transport/heard.h"
#include "tests/transport/wait.h"

using namespace banc;

namespace {

struct Port {
    FakeTty tty;
    QtLoop loop;
    Heard heard;
    std::unique_ptr<ByteLine> line;

    explicit Port(int baud = 115200) {
        ConsoleConfig config;
        config.name = "pc.console";
        config.at.serial = tty.path();
        config.tty.baud = baud;
        auto opened = open_line(loop, config, "");
        CAPTURE(opened ? "" : opened.error().line(Lang::en));
        REQUIRE(opened);
        line = std::move(*opened);
    }
};

}  // namespace

TEST_CASE("a serial port carries bytes both ways, untouched", "[transport][serial]") {
    Port port;
    port.line->listen(port.heard.listener());
    const std::string all_sorts("\x00\x03\x04\r\n\x11\x13\x1a\xff~", 10);
    port.tty.say(all_sorts);
    run_until([&] { return port.heard.bytes.size() == all_sorts.size(); });
    CHECK(port.heard.bytes == all_sorts);
    CHECK(port.line->write(view(all_sorts)));
    CHECK(port.tty.hear() == all_sorts);
}

TEST_CASE("a serial port is opened 8N1 at its speed, and does not hang up", "[transport][serial]") {
    const auto [baud, code] =
        GENERATE(table<int, speed_t>({{9600, B9600}, {57600, B57600}, {115200, B115200}}));
    Port port(baud);
    const auto now = port.tty.settings();
    CHECK(cfgetospeed(&now) == code);
    CHECK((now.c_cflag & CSIZE) == CS8);
    CHECK((now.c_cflag & (PARENB | CSTOPB | CRTSCTS | HUPCL)) == 0);
    CHECK((now.c_lflag & (ICANON | ECHO | ISIG)) == 0);
    CHECK((now.c_iflag & (IXON | IXOFF | ICRNL)) == 0);
    CHECK(port.tty.output_changes() == 0);
}

TEST_CASE("a serial port has one owner, until it is closed", "[transport][serial]") {
    FakeTty tty;
    // Root opens it all the same: what it finds is whether others could not.
    const auto taken = [&tty] {
        const int fd = ::open(tty.path().c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC);
        if (fd < 0) return errno == EBUSY;
        int exclusive = 0;
        REQUIRE(ioctl(fd, TIOCGEXCL, &exclusive) == 0);
        ::close(fd);
        return exclusive != 0;
    };
    QtLoop loop;
    {
        const auto line = SerialLine::open(loop, tty.path(), {.baud = 9600}, "relais");
        REQUIRE(line);
        CHECK(taken());
    }
    CHECK_FALSE(taken());
    CHECK(tty.output_changes() == 0);
}

TEST_CASE("the power LED on DSR is told at start and at each change", "[transport][serial]") {
    Port port;
    port.line->listen(port.heard.listener());
    run_until([&] { return port.heard.signals.size() == 1; });
    port.tty.set_inputs(TIOCM_DSR);
    run_until([&] { return port.heard.signals.size() == 2; });
    port.tty.set_inputs(TIOCM_CD | TIOCM_CTS);
    run_until([&] { return port.heard.signals.size() == 3; });
    CHECK(port.heard.signals ==
          std::vector<ModemSignals>{{}, {.dsr = true}, {.dcd = true, .cts = true}});
    CHECK(port.line->signals() == ModemSignals{.dcd = true, .cts = true});
}

TEST_CASE("an adapter pulled out is told once, and takes nothing more", "[transport][serial]") {
    Port port;
    port.line->listen(port.heard.listener());
    port.tty.unplug();
    run_until([&] { return !port.heard.lost.empty(); });
    CHECK_FALSE(port.line->alive());
    const auto written = port.line->write(view("x"));
    REQUIRE_FALSE(written);
    CHECK(written.error().code == Errc::disconnected);
    const auto again =
        port.loop.after(std::chrono::milliseconds(150), [&] { port.heard.bytes = "on"; });
    run_until([&] { return port.heard.bytes == "on"; });
    CHECK(port.heard.lost.size() == 1);
    CHECK(port.heard.lost[0].what.fr == "pc.console : la ligne est coupée");
}

TEST_CASE("an adapter that is found gone by a write is lost too", "[transport][serial]") {
    Port port;
    port.line->listen(port.heard.listener());
    port.tty.unplug();
    const auto written = port.line->write(view("x"));  // before the loop could notice
    REQUIRE_FALSE(written);
    CHECK(written.error().code == Errc::disconnected);
    CHECK(port.heard.lost.empty());  // never from inside write()
    run_until([&] { return !port.heard.lost.empty(); });
}

TEST_CASE("an adapter whose modem lines fail is lost", "[transport][serial]") {
    Port port;
    port.line->listen(port.heard.listener());
    port.tty.fail_modem();
    run_until([&] { return !port.heard.lost.empty(); });
    CHECK(port.heard.lost[0].code == Errc::disconnected);
}

TEST_CASE("a port that is not there says so, with what to check", "[transport][serial]") {
    QtLoop loop;
    const auto line = SerialLine::open(loop, "/dev/ttyUSB99", {.baud = 115200}, "pc.console");
    REQUIRE_FALSE(line);
    CHECK(line.error().code == Errc::environment);
    CHECK(line.error().what.en.starts_with("pc.console: serial port /dev/ttyUSB99: "));
    CHECK_FALSE(line.error().remedy.fr.empty());
}

TEST_CASE("a speed nobody has is refused", "[transport][serial]") {
    FakeTty tty;
    QtLoop loop;
    const int baud = GENERATE(0, -1, -115200);
    const auto line = SerialLine::open(loop, tty.path(), {.baud = baud}, "pc.console");
    REQUIRE_FALSE(line);
    CHECK(line.error().code == Errc::invalid);
}

TEST_CASE("stop bits and flow control are set, and read back", "[transport][serial]") {
    FakeTty tty;
    QtLoop loop;
    const auto flow = GENERATE(Flow::none, Flow::rtscts, Flow::xonxoff);
    const auto line = SerialLine::open(loop, tty.path(),
                                       {.baud = 9600, .stop_bits = 2, .flow = flow}, "pc.console");
    CAPTURE(line ? "" : line.error().line(Lang::en));
    REQUIRE(line);
    const auto now = tty.settings();
    CHECK((now.c_cflag & CSTOPB) != 0);
    CHECK(((now.c_cflag & CRTSCTS) != 0) == (flow == Flow::rtscts));
    CHECK(((now.c_iflag & IXON) != 0) == (flow == Flow::xonxoff));
    CHECK((*line)->settings().starts_with("9600 8N2"));
}

TEST_CASE("an adapter that keeps its own framing is told from one that takes ours",
          "[transport][serial]") {
    FakeTty tty;  // a pseudo-terminal knows no parity
    QtLoop loop;
    const auto line =
        SerialLine::open(loop, tty.path(), {.baud = 9600, .parity = Parity::even}, "pc.console");
    REQUIRE_FALSE(line);
    CHECK(line.error().code == Errc::environment);
    CHECK(line.error().what.fr.ends_with("réglé à 9600 8E1, le port reste à 9600 8N1"));
}

TEST_CASE("a BREAK lasts as long as it was asked for", "[transport][serial]") {
    Port port;
    REQUIRE(port.line->send_break(std::chrono::milliseconds(100)));
    CHECK(port.tty.in_break());
    run_until([&] { return !port.tty.in_break(); });
    REQUIRE(port.line->send_break(std::chrono::hours(1)));
    port.line.reset();
    CHECK_FALSE(port.tty.in_break());
}
