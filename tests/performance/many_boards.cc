// SPDX-License-Identifier: EUPL-1.2
// Boards that are all switched at once, through the real libusb on a mock bus: what one that hangs
// costs the others.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "drivers/relay/relay_board.h"
#include "drivers/transport/qt_loop.h"
#include "drivers/transport/usb_board.h"
#include "tests/performance/times.h"
#include "tests/transport/fake_usb.h"
#include "tests/transport/wait.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr int kHealthy = 15;
constexpr int kRounds = 11;
const UsbProduct kProduct{0x16c0, 0x05df, "www.dcttech.com", "USBRelay8"};

// The healthy boards, and as many more that hang.
struct Room {
    explicit Room(int hanging) {
        for (int n = 1; n <= kHealthy + hanging; ++n)
            fakes.push_back(std::make_unique<FakeBoard>(usb, PluggedAs{.port = n}));
        for (int n = kHealthy; n < kHealthy + hanging; ++n)
            fakes.at(static_cast<std::size_t>(n))->suffer(Fault::silence);
        for (const auto& fake : fakes) {
            const auto plugged = find_usb(*context, kProduct).value();
            const auto found = std::ranges::find_if(plugged, [&](const UsbFound& one) {
                return fake->sysfs().ends_with("/" + one.path());
            });
            boards.push_back(std::make_unique<RelayBoard>(
                "relais", *find_relay_protocol("dcttech"), BoardFacts{8},
                UsbBoardTransport::open(*context, *found, BoardCable::hid_feature, 0ns).value()));
        }
    }
    FakeUsb usb;
    std::vector<std::unique_ptr<FakeBoard>> fakes;
    QtLoop loop;
    std::unique_ptr<UsbLoop> context = UsbLoop::start(loop).value();
    std::vector<std::unique_ptr<RelayBoard>> boards;
    Times times;
    int healthy_left = kHealthy;
};

// Each contact in and out; one that hangs never comes to its second.
Task<void> switch_all(Room& room, std::size_t which) {
    for (int n = 1; n <= 8; ++n)
        for (const auto to : {Coil::energised, Coil::released}) {
            const Nanos from = room.loop.now().since_boot;
            const auto moved = co_await room.boards.at(which)->set(*RelayChannel::from(n), to);
            if (!moved) co_return;
            const Nanos took = room.loop.now().since_boot - from;
            room.times.push_back(static_cast<double>(took.count()) / 1e6);
        }
    --room.healthy_left;
}

Times together(int hanging) {
    Room room(hanging);
    std::vector<std::unique_ptr<Running>> under_way;
    for (std::size_t which = 0; which < room.boards.size(); ++which)
        under_way.push_back(std::make_unique<Running>(switch_all(room, which)));
    run_until([&] { return room.healthy_left == 0; });
    return room.times;
}

// Of each round; their medians are what is said, since a busy machine spoils single rounds.
struct Rounds {
    void add(const Times& times) {
        median.push_back(at(times, 0.5));
        p99.push_back(at(times, 0.99));
    }
    Times median, p99;
};

}  // namespace

TEST_CASE("what a board that hangs costs the others") {
    Rounds alone, beside;
    for (int round = 0; round < kRounds; ++round) {
        const int first = round % 2;  // turn about
        for (const int hanging : {first, 1 - first})
            (hanging == 0 ? alone : beside).add(together(hanging));
    }
    fmt::print("{} boards x 8 contacts at once, ms a switching{:>10}{:>8}\n", kHealthy, "median",
               "p99");
    for (const auto& [name, rounds] :
         {std::pair{"nothing else plugged", &alone}, {"beside one that hangs", &beside}})
        fmt::print("  {:<43}{:>10.1f}{:>8.1f}\n", name, at(rounds->median, 0.5),
                   at(rounds->p99, 0.5));
}

}  // namespace banc
