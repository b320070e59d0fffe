// SPDX-License-Identifier: EUPL-1.2
// What a verified switching costs, through the real libusb on a mock bus.
#include <fmt/format.h>
#include <libusb-1.0/libusb.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "drivers/relay/relay_board.h"
#include "drivers/transport/qt_loop.h"
#include "drivers/transport/usb_board.h"
#include "tests/transport/fake_hidraw.h"
#include "tests/transport/foreign.h"
#include "tests/transport/wait.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr int kSwitchings = 400;
constexpr int kProcesses = 40;
constexpr int kBoards = 16;
const UsbProduct kProduct{0x16c0, 0x05df, "www.dcttech.com", "USBRelay8"};

using Times = std::vector<double>;  // µs

double at(Times times, double share) {
    std::ranges::sort(times);
    return times.at(static_cast<std::size_t>(share * static_cast<double>(times.size() - 1)));
}

template <class Work>
Times timed(int times, const Work& work) {
    Times out;
    for (int i = 0; i < times; ++i) {
        const auto from = std::chrono::steady_clock::now();
        work(i);
        const std::chrono::duration<double, std::micro> took =
            std::chrono::steady_clock::now() - from;
        out.push_back(took.count());
    }
    return out;
}

Coil coil(int i) { return i % 2 == 0 ? Coil::energised : Coil::released; }

Times ours() {
    FakeUsb usb;
    FakeBoard fake(usb, {});
    QtLoop loop;
    const auto context = UsbLoop::start(loop).value();
    const auto found = find_usb(*context, kProduct).value();
    RelayBoard board(
        "relais", *find_relay_protocol("dcttech"), BoardFacts{8},
        UsbBoardTransport::open(*context, found.at(0), BoardCable::hid_feature, 0ns).value());
    return timed(kSwitchings, [&](int i) {
        REQUIRE(wait_for(board.set(RelayChannel::from(3).value(), coil(i))));
    });
}

// Read, write, read, as we do, with libusb's own synchronous calls.
Times raw() {
    FakeUsb usb;
    FakeBoard fake(usb, {});
    libusb_context* context = nullptr;
    REQUIRE(libusb_init(&context) == 0);
    auto* device = libusb_open_device_with_vid_pid(context, 0x16c0, 0x05df);
    REQUIRE(device != nullptr);
    libusb_set_auto_detach_kernel_driver(device, 1);
    REQUIRE(libusb_claim_interface(device, 0) == 0);
    const auto read = [&] {
        unsigned char report[8];
        REQUIRE(libusb_control_transfer(device, 0xa0 | 0x01, 1, 0x300, 0, report, 8, 1000) == 8);
    };
    auto times = timed(kSwitchings, [&](int i) {
        unsigned char report[8] = {static_cast<unsigned char>(i % 2 == 0 ? 0xff : 0xfd), 3};
        read();
        REQUIRE(libusb_control_transfer(device, 0x21, 9, 0x300, 0, report, 8, 1000) == 8);
        read();
    });
    libusb_release_interface(device, 0);
    libusb_close(device);
    libusb_exit(context);
    return times;
}

Times processes() {
    FakeUsb usb;
    FakeBoard fake(usb, {.serial = "PC01A"});
    const FakeHidraw hidraw(usb, fake);
    return timed(kProcesses, [&](int i) {
        said_by({"usbrelay", i % 2 == 0 ? "PC01A_3=1" : "PC01A_3=0"});
    });
}

struct Room {
    explicit Room(int hanging) {
        for (int n = 1; n <= kBoards; ++n)
            fakes.push_back(std::make_unique<FakeBoard>(usb, PluggedAs{.port = n}));
        const auto plugged = find_usb(*context, kProduct).value();
        for (const auto& found : plugged)
            boards.push_back(std::make_unique<RelayBoard>(
                "relais", *find_relay_protocol("dcttech"), BoardFacts{8},
                UsbBoardTransport::open(*context, found, BoardCable::hid_feature, 0ns).value()));
        if (hanging > 0) fakes.at(0)->suffer(Fault::silence);
    }
    FakeUsb usb;
    std::vector<std::unique_ptr<FakeBoard>> fakes;
    QtLoop loop;
    std::unique_ptr<UsbLoop> context = UsbLoop::start(loop).value();
    std::vector<std::unique_ptr<RelayBoard>> boards;
    Times times;  // of the boards that do not hang
};

Task<void> switch_all(Room& room, std::size_t which, int& left) {
    for (int n = 1; n <= 8; ++n)
        for (const auto to : {Coil::energised, Coil::released}) {
            const Nanos from = room.loop.now().since_boot;
            auto moved = co_await room.boards.at(which)->set(*RelayChannel::from(n), to);
            const Nanos took = room.loop.now().since_boot - from;
            if (moved) room.times.push_back(static_cast<double>(took.count()) / 1e3);
        }
    --left;
}

Times together(int hanging) {
    Room room(hanging);
    int left = kBoards - hanging;
    std::vector<std::unique_ptr<Running>> under_way;
    int never = 1000;
    for (std::size_t which = 0; which < room.boards.size(); ++which) {
        const bool hangs = which < static_cast<std::size_t>(hanging);
        under_way.push_back(
            std::make_unique<Running>(switch_all(room, which, hangs ? never : left)));
    }
    run_until([&] { return left == 0; });
    return room.times;
}

}  // namespace

TEST_CASE("what a verified switching costs") {
    const auto mine = ours();
    const auto bare = raw();
    const auto spawned = processes();
    fmt::print(
        "one switching, median µs: ours {:.0f}, raw libusb {:.0f} (ratio {:.2f}), "
        "a usbrelay process {:.0f} (ratio {:.0f})\n",
        at(mine, 0.5), at(bare, 0.5), at(mine, 0.5) / at(bare, 0.5), at(spawned, 0.5),
        at(spawned, 0.5) / at(mine, 0.5));
    const auto all = together(0);
    const auto but_one = together(1);
    fmt::print(
        "16 boards x 8 contacts at once, µs a switching: p50 {:.0f}, p99 {:.0f}; "
        "with one that hangs: p50 {:.0f}, p99 {:.0f}\n",
        at(all, 0.5), at(all, 0.99), at(but_one, 0.5), at(but_one, 0.99));
}

}  // namespace banc
