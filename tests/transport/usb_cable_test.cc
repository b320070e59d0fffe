// SPDX-License-Identifier: EUPL-1.2
// Real libusb on a mock bus, one board for each kind of cable.
#include <catch2/catch.hpp>

#include "drivers/relay/relay_board.h"
#include "drivers/transport/qt_loop.h"
#include "drivers/transport/usb_board.h"
#include "tests/transport/fake_usb.h"
#include "tests/transport/wait.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

struct Cabled {
    explicit Cabled(const UsbModel& of) : model(of), fake(usb, plugged_as(of)) {}

    Result<std::unique_ptr<UsbBoardTransport>> open(BoardCable cable) {
        auto found = find_usb(*context, model.usb).value();
        return UsbBoardTransport::open(*context, found.at(0), cable, 0ns);
    }
    RelayBoard board() {
        return {"relais", *find_relay_protocol(model.protocol), model.facts,
                open(model.cable).value()};
    }

    const UsbModel& model;
    FakeUsb usb;
    FakeBoard fake;
    QtLoop loop;
    std::unique_ptr<UsbLoop> context = UsbLoop::start(loop).value();
};

RelayChannel relay(int printed) { return RelayChannel::from(printed).value(); }

const UsbModel& any_model() {
    return *GENERATE(&dcttech8_model(), &ucreatefun_model(), &sispm_model(), &ykush3_model(),
                     &sainsmart8_model());
}

}  // namespace

TEST_CASE("a board on any cable moves the contact it was asked to", "[usb][cable]") {
    Cabled bench(any_model());
    CAPTURE(bench.model.protocol);
    auto board = bench.board();
    const auto success = board.readable() ? Confirmed::by_readback : Confirmed::not_readable;
    CHECK(wait_for(board.set(relay(1), Coil::energised)) == success);
    CHECK(wait_for(board.set(relay(3), Coil::energised)) == success);
    CHECK(bench.fake.contacts() == 0x05);
    CHECK(wait_for(board.set(relay(1), Coil::released)) == success);
    CHECK(bench.fake.contacts() == 0x04);
    CHECK(wait_for(board.adopt()));
    CHECK(wait_for(board.release_all()) == success);
    CHECK(bench.fake.contacts() == 0);
}

TEST_CASE("what goes wrong on any cable is an error of its kind", "[usb][cable]") {
    Cabled bench(any_model());
    const auto [fault, code] = GENERATE(table<Fault, Errc>({{Fault::stall, Errc::protocol},
                                                            {Fault::bus_error, Errc::protocol},
                                                            {Fault::silence, Errc::timeout}}));
    CAPTURE(bench.model.protocol, static_cast<int>(fault));
    const auto cable = bench.open(bench.model.cable).value();
    const auto frames = find_relay_protocol(bench.model.protocol)
                            ->set({relay(1), Coil::energised, {}}, bench.model.facts);
    bench.fake.suffer(fault);
    CHECK(wait_for(cable->exchange(frames.at(0), 20ms)).error().code == code);
    CHECK(bench.fake.contacts() == 0);
    bench.fake.suffer(Fault::none);
    CHECK(wait_for(cable->exchange(frames.at(0), 1s)));
    CHECK(bench.fake.contacts() == 1);
}

TEST_CASE("the answer to an older question is not taken for this one's", "[usb][cable]") {
    Cabled bench(ykush3_model());
    Bytes says_down(64, 0);
    says_down[0] = 0x01;
    says_down[1] = 0x01;
    SECTION("left by a program that ran before") { bench.fake.say(says_down); }
    auto board = bench.board();
    SECTION("left by a question that was dropped") {
        CHECK(wait_for(board.read()) == Coils{0});
        bench.fake.suffer(Fault::silence);
        {
            auto dropped = board.read();
            dropped.start();
        }
        bench.fake.say(says_down);
        bench.fake.suffer(Fault::none);
    }
    CHECK(wait_for(board.read()) == Coils{0});
    CHECK(wait_for(board.set(relay(2), Coil::energised)) == Confirmed::by_readback);
}

TEST_CASE("a bit-bang board that is closed and opened again keeps its contacts", "[usb][cable]") {
    Cabled bench(sainsmart8_model());
    {
        auto board = bench.board();
        REQUIRE(wait_for(board.set(relay(8), Coil::energised)));
    }
    CHECK(bench.fake.contacts() == 0x80);
    auto again = bench.board();
    CHECK(wait_for(again.read()) == Coils{0x80});
    CHECK(bench.fake.contacts() == 0x80);
}

TEST_CASE("a device that can't be this board is refused before anything is sent", "[usb][cable]") {
    Cabled bench(dcttech8_model());
    const auto cable = bench.open(BoardCable::hid_interrupt);
    REQUIRE_FALSE(cable);
    CHECK(cable.error().code == Errc::invalid);
    CHECK_THAT(cable.error().what.en, Catch::StartsWith("usb:1-4: this device does not have"));
    CHECK(bench.fake.transfers() == 0);
    CHECK(bench.fake.kernel_driver_bound());
}

}  // namespace banc
