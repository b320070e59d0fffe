// SPDX-License-Identifier: EUPL-1.2
// Debian's usbrelay, which nobody here wrote, against the same emulated board as our driver: if
// both misread the protocol in the same way, it will not.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>

#include "drivers/relay/relay_board.h"
#include "drivers/transport/usb_board.h"
#include "drivers/transport/qt_loop.h"
#include "tests/transport/fake_hidraw.h"
#include "tests/transport/wait.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

std::string all_from(int fd) {
    std::string said;
    std::array<char, 512> some{};
    for (auto got = ::read(fd, some.data(), some.size()); got > 0;
         got = ::read(fd, some.data(), some.size()))
        said.append(some.data(), static_cast<std::size_t>(got));
    return said;
}

// posix_spawn and not QProcess: the thread sanitizer does not follow a fork.
std::string usbrelay(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"env", "LD_PRELOAD=libumockdev-preload.so.0", "usbrelay"});
    std::vector<char*> argv;
    for (auto& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    std::array<int, 2> pipe{};
    REQUIRE(::pipe2(pipe.data(), O_CLOEXEC) == 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDERR_FILENO);
    pid_t child = 0;
    REQUIRE(posix_spawnp(&child, "env", &actions, nullptr, argv.data(), environ) == 0);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    const auto said = all_from(pipe[0]);
    ::close(pipe[0]);
    REQUIRE(::waitpid(child, nullptr, 0) == child);
    return said;
}

// The relays usbrelay calls on.
unsigned energised(const std::string& said) {
    unsigned bits = 0;
    for (unsigned n = 1; n <= 8; ++n)
        if (said.find("PC01A_" + std::to_string(n) + "=1") != std::string::npos)
            bits |= 1U << (n - 1);
    return bits;
}

}  // namespace

TEST_CASE("usbrelay and our driver agree on every relay of the emulated board", "[usb][judge]") {
    FakeUsb usb;
    FakeBoard fake(usb, {.serial = "PC01A"});
    FakeHidraw hidraw(usb, fake);
    QtLoop loop;
    const auto context = UsbLoop::start(loop).value();
    const UsbProduct product{0x16c0, 0x05df, "www.dcttech.com", "USBRelay8"};
    const auto found = find_usb(*context, product).value();
    RelayBoard ours("relais", *find_relay_protocol("dcttech"), BoardFacts{8},
                    UsbBoardTransport::open(*context, found.at(0), BoardCable::hid_feature, 0ns).value());

    for (const int printed : {3, 8})
        REQUIRE(wait_for(ours.set(RelayChannel::from(printed).value(), Coil::energised)));
    const auto seen = usbrelay({});
    CAPTURE(seen);
    CHECK(energised(seen) == 0x84);
    CHECK_THAT(seen, Catch::Contains("PC01A_1=0"));

    const auto switched = usbrelay({"PC01A_2=1", "PC01A_8=0"});
    CAPTURE(switched);
    CHECK(wait_for(ours.read()) == Coils{0x06});
    CHECK(fake.contacts() == 0x06);
}

}  // namespace banc
