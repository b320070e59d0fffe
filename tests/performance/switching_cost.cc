// SPDX-License-Identifier: EUPL-1.2
// What one verified switching costs, through the real libusb on a mock bus: ours, libusb's own
// synchronous calls doing the same three transfers, and one process of usbrelay.
#include <fmt/format.h>
#include <libusb-1.0/libusb.h>

#include <catch2/catch.hpp>

#include "drivers/relay/relay_board.h"
#include "drivers/transport/qt_loop.h"
#include "drivers/transport/usb_board.h"
#include "tests/performance/times.h"
#include "tests/transport/fake_hidraw.h"
#include "tests/transport/foreign.h"
#include "tests/transport/wait.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr int kWarmUp = 50;
constexpr int kPairs = 1000;
constexpr int kProcesses = 40;
constexpr int kOurPort = 1;
constexpr int kRawPort = 2;
const UsbProduct kProduct{0x16c0, 0x05df, "www.dcttech.com", "USBRelay8"};

Coil coil(int i) { return i % 2 == 0 ? Coil::energised : Coil::released; }

class Ours {
public:
    Ours() {
        const auto found = find_usb(*context_, kProduct).value();
        board_ = std::make_unique<RelayBoard>(
            "relais", *find_relay_protocol("dcttech"), BoardFacts{8},
            UsbBoardTransport::open(*context_, found.at(0), BoardCable::hid_feature, 0ns).value());
    }
    void operator()(int i) {
        REQUIRE(wait_for(board_->set(RelayChannel::from(3).value(), coil(i))));
    }

private:
    QtLoop loop_;
    std::unique_ptr<UsbLoop> context_ = UsbLoop::start(loop_).value();
    std::unique_ptr<RelayBoard> board_;
};

// Read, write, read, as we do.
class Raw {
public:
    Raw() {
        REQUIRE(libusb_init(&context_) == 0);
        libusb_device** list = nullptr;
        REQUIRE(libusb_get_device_list(context_, &list) > 0);
        for (auto** at = list; *at != nullptr; ++at)
            if (libusb_get_port_number(*at) == kRawPort) REQUIRE(libusb_open(*at, &device_) == 0);
        libusb_free_device_list(list, 1);
        libusb_set_auto_detach_kernel_driver(device_, 1);
        REQUIRE(libusb_claim_interface(device_, 0) == 0);
    }
    ~Raw() {
        libusb_release_interface(device_, 0);
        libusb_close(device_);
        libusb_exit(context_);
    }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;
    void operator()(int i) {
        unsigned char report[8] = {static_cast<unsigned char>(i % 2 == 0 ? 0xff : 0xfd), 3};
        read();
        REQUIRE(libusb_control_transfer(device_, 0x21, 9, 0x300, 0, report, 8, 1000) == 8);
        read();
    }

private:
    void read() {
        unsigned char report[8];
        REQUIRE(libusb_control_transfer(device_, 0xa0 | 0x01, 1, 0x300, 0, report, 8, 1000) == 8);
    }
    libusb_context* context_ = nullptr;
    libusb_device_handle* device_ = nullptr;
};

struct Paired {
    Times ours, raw, ratios, more;
};

// Turn about, so that whatever else the machine does weighs on both.
Paired paired() {
    FakeUsb usb;
    FakeBoard ours_fake(usb, {.port = kOurPort});
    FakeBoard raw_fake(usb, {.port = kRawPort});
    Ours ours;
    Raw raw;
    Paired out;
    for (int i = 0; i < kWarmUp + kPairs; ++i) {
        const bool first = i / 2 % 2 == 0;
        double mine = first ? micros([&] { ours(i); }) : 0;
        const double bare = micros([&] { raw(i); });
        if (!first) mine = micros([&] { ours(i); });
        if (i < kWarmUp) continue;
        out.ours.push_back(mine);
        out.raw.push_back(bare);
        out.ratios.push_back(mine / bare);
        out.more.push_back(mine - bare);
    }
    REQUIRE(ours_fake.transfers() == raw_fake.transfers());
    return out;
}

Times processes() {
    FakeUsb usb;
    FakeBoard fake(usb, {.serial = "PC01A"});
    const FakeHidraw hidraw(usb, fake);
    Times times;
    for (int i = 0; i < kProcesses; ++i)
        times.push_back(micros([&] {
            said_by({"usbrelay", i % 2 == 0 ? "PC01A_3=1" : "PC01A_3=0"});
        }));
    return times;
}

}  // namespace

TEST_CASE("what a verified switching costs") {
    const auto [ours, raw, ratios, more] = paired();
    const auto spawned = processes();
    fmt::print("one switching (read, write, read), µs{:>16}{:>10}\n", "median", "p99");
    for (const auto& [name, times] :
         {std::pair{"ours", &ours}, {"raw libusb", &raw}, {"a usbrelay process", &spawned}})
        fmt::print("  {:<36}{:>14.0f}{:>10.0f}\n", name, at(*times, 0.5), at(*times, 0.99));
    fmt::print("ours against raw libusb, median of {} adjacent pairs: {:.2f} times, {:+.0f} µs\n",
               kPairs, at(ratios, 0.5), at(more, 0.5));
    fmt::print("a usbrelay process / ours, medians: {:.1f}\n", at(spawned, 0.5) / at(ours, 0.5));
}

}  // namespace banc
