// SPDX-License-Identifier: EUPL-1.2
// What the survey reads of a mock /sys, and who holds a board.
#include "drivers/transport/survey.h"

#include <unistd.h>

#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <fstream>

#include "drivers/transport/board_lock.h"
#include "tests/transport/fake_usb.h"

namespace banc {
namespace {

constexpr const char* kAdapter =
    "P: /devices/usb1/1-4/1-4.2\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\n"
    "A: busnum=1\\n\nA: devnum=9\\n\nA: bDeviceClass=ff\\n\nA: idVendor=1a86\\n\n"
    "A: idProduct=7523\\n\nA: product=USB Serial\\n\n\n"
    "P: /devices/usb1/1-4/1-4.2/1-4.2:1.0/ttyUSB0/tty/ttyUSB0\nN: ttyUSB0\n"
    "E: SUBSYSTEM=tty\nE: DEVNAME=/dev/ttyUSB0\n";
constexpr const char* kHub =
    "P: /devices/usb1/1-4\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nA: bDeviceClass=09\\n\n"
    "A: idVendor=05e3\\n\nA: idProduct=0608\\n\n";

std::string folder_of(const QTemporaryDir& folder) { return folder.path().toStdString(); }

}  // namespace

TEST_CASE("the survey names every device but hubs, with its serial ports", "[survey]") {
    FakeUsb usb;
    usb.add(kHub);
    usb.add(kAdapter);
    const FakeBoard board(usb, {.port = 5});
    const auto survey = survey_usb();
    REQUIRE(survey.size() == 2);
    CHECK(survey[0].port == "usb:1-4.2");
    CHECK(survey[0].usb == UsbProduct{0x1a86, 0x7523, "", "USB Serial"});
    REQUIRE(survey[0].ttys.size() == 1);
    CHECK(survey[0].ttys[0].path == "/dev/ttyUSB0");
    CHECK(survey[0].ttys[0].permitted);
    CHECK(survey[1].port == "usb:1-5");
    CHECK(survey[1].usb.name == "USBRelay8");
    CHECK(survey[1].node.permitted);
    CHECK(tty_at(survey, "usb:1-4.2") == "/dev/ttyUSB0");
    CHECK(tty_at(survey, "usb:1-5").error().code == Errc::invalid);
    CHECK(tty_at(survey, "usb:1-6").error().code == Errc::disconnected);
    CHECK(tty_at(survey, "/dev/ttyS0") == "/dev/ttyS0");
}

TEST_CASE("a computer without USB has nothing plugged in", "[survey]") {
    const QTemporaryDir nothing;
    CHECK(survey_usb(folder_of(nothing)).empty());
}

TEST_CASE("a board has one owner, whose number the next one is told", "[lock]") {
    const QTemporaryDir folder;
    {
        const auto owner = BoardLock::take(folder_of(folder), "usb:1-4.2");
        REQUIRE(owner);
        const auto second = BoardLock::take(folder_of(folder), "usb:1-4.2");
        REQUIRE_FALSE(second);
        CHECK(second.error().code == Errc::environment);
        CHECK(second.error().what.en == "usb:1-4.2: held by pid " + std::to_string(::getpid()));
        CHECK(BoardLock::take(folder_of(folder), "usb:1-4"));
    }
    CHECK(BoardLock::take(folder_of(folder), "usb:1-4.2"));
}

TEST_CASE("a lock left by somebody who died is free, and a missing folder is told", "[lock]") {
    const QTemporaryDir folder;
    std::ofstream(folder_of(folder) + "/banc-dev-ttyS0.lock") << "4194303\n";
    CHECK(BoardLock::take(folder_of(folder), "/dev/ttyS0"));
    const auto nowhere = BoardLock::take(folder_of(folder) + "/none", "usb:1-4");
    REQUIRE_FALSE(nowhere);
    CHECK_THAT(nowhere.error().remedy.fr, Catch::Contains("BANC_LOCK_DIR"));
}

}  // namespace banc
