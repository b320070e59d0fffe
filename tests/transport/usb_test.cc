// SPDX-License-Identifier: EUPL-1.2
// Real libusb on a mock bus: from a line of bench.yaml to a contact that moves, and everything that
// can go wrong on a cable.
#include <libusb-1.0/libusb.h>

#include <catch2/catch.hpp>

#include "drivers/transport/open_board.h"
#include "drivers/transport/qt_loop.h"
#include "drivers/transport/usb_board.h"
#include "tests/transport/fake_usb.h"
#include "tests/transport/wait.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

const BoardTable& products() {
    static const BoardTable table = [] {
        BoardProduct product;
        product.usb = {0x16c0, 0x05df, "www.dcttech.com", "USBRelay8"};
        product.protocol = find_relay_protocol("dcttech");
        product.facts.channels = 8;
        return BoardTable{{"dcttech-usbrelay8", product}};
    }();
    return table;
}

BoardConfig named(std::string serial) {
    return {"relais", "dcttech-usbrelay8", {"", std::move(serial)}, {"bench.yaml", 12, 3}};
}

// What a bench holds for its boards; `usb` before the context, boards after it.
struct Host {
    FakeUsb usb;
    QtLoop loop;
    BoardContext context{loop, products(), ""};

    Result<std::unique_ptr<ContactBoard>> open(std::string serial) {
        return wait_for(open_board(context, named(std::move(serial))));
    }
    std::unique_ptr<UsbBoardTransport> cable(Nanos gap = 0ns) {
        context.usb = UsbLoop::start(loop).value();
        auto found = find_usb(*context.usb, products().begin()->second.usb).value();
        return UsbBoardTransport::open(*context.usb, found.at(0), BoardCable::hid_feature, gap)
            .value();
    }
};

RelayChannel relay(int printed) { return RelayChannel::from(printed).value(); }

const Exchange kRead{{}, 8};

}  // namespace

TEST_CASE("a board found by its serial number or its port does what it is asked", "[usb]") {
    Host host;
    FakeBoard fake(host.usb, {.port = 4, .serial = "PC01A"});
    const std::string place = GENERATE("PC01A", "usb:1-4");
    const auto board = host.open(place);
    REQUIRE(board);
    CHECK(wait_for((*board)->set(relay(3), Coil::energised)) == Confirmed::by_readback);
    CHECK(wait_for((*board)->set(relay(8), Coil::energised)) == Confirmed::by_readback);
    CHECK(fake.contacts() == 0x84);
    CHECK(wait_for((*board)->read()) == Coils{0x84});
    CHECK(wait_for((*board)->release_all()) == Confirmed::by_readback);
    CHECK(fake.contacts() == 0);
}

TEST_CASE("the kernel's driver is set aside while a board is ours and bound again after", "[usb]") {
    Host host;
    FakeBoard fake(host.usb, {});
    {
        const auto board = host.open("BITFT");
        REQUIRE(board);
        CHECK_FALSE(fake.kernel_driver_bound());
    }
    CHECK(fake.kernel_driver_bound());
}

TEST_CASE("a board that can't be told apart or is not there is never opened", "[usb]") {
    const auto [first, second, wanted, code, said] =
        GENERATE(table<PluggedAs, PluggedAs, std::string, Errc, std::string>({
            {{.port = 4}, {.port = 5}, "BITFT", Errc::invalid, "usb:1-4 BITFT, usb:1-5 BITFT"},
            {{.port = 4}, {.port = 5}, "HW554", Errc::disconnected, "usb:1-4 BITFT, usb:1-5"},
            {{.port = 4}, {.port = 5}, "usb:1-6", Errc::disconnected, "seen: usb:1-4"},
            {{.port = 4, .product = "USBRelay4"},
             {.port = 5, .manufacturer = "www.example.org"},
             "BITFT",
             Errc::disconnected,
             "seen: -"},
        }));
    CAPTURE(wanted);
    Host host;
    FakeBoard one(host.usb, first);
    FakeBoard other(host.usb, second);
    const auto board = host.open(wanted);
    REQUIRE_FALSE(board);
    CHECK(board.error().code == code);
    CHECK_THAT(board.error().what.en, Catch::StartsWith("relais: ") && Catch::Contains(said));
    CHECK(one.contacts() + other.contacts() == 0);
}

TEST_CASE("two boards with different serial numbers share a bench", "[usb]") {
    Host host;
    FakeBoard one(host.usb, {.port = 4, .serial = "PC01A"});
    FakeBoard other(host.usb, {.port = 5, .serial = "PC02A"});
    const auto first = host.open("PC01A");
    const auto second = host.open("PC02A");
    REQUIRE(first);
    REQUIRE(second);
    CHECK(wait_for((*second)->set(relay(1), Coil::energised)) == Confirmed::by_readback);
    CHECK(one.contacts() == 0);
    CHECK(other.contacts() == 1);
    CHECK(host.open("PC02A").error().code == Errc::disconnected);
}

TEST_CASE("a board another program holds is an error that says so", "[usb]") {
    Host host;
    FakeBoard fake(host.usb, {});
    fake.refuse_claims();
    const auto board = host.open("usb:1-4");
    REQUIRE_FALSE(board);
    CHECK(board.error().code == Errc::environment);
    CHECK_THAT(board.error().what.fr, Catch::Contains("usb:1-4 : un autre programme"));
}

TEST_CASE("a missing permission says which rule to install", "[usb]") {
    const Error error = usb_error(LIBUSB_ERROR_ACCESS);
    CHECK(error.code == Errc::environment);
    CHECK_THAT(error.remedy.fr, Catch::Contains("drivers/60-banc.rules"));
}

TEST_CASE("what goes wrong on the cable is an error of its kind", "[usb]") {
    const auto [fault, code] = GENERATE(table<Fault, Errc>({
        {Fault::stall, Errc::protocol},
        {Fault::bus_error, Errc::protocol},
        {Fault::cut_reply, Errc::protocol},
        {Fault::silence, Errc::timeout},
    }));
    CAPTURE(static_cast<int>(fault));
    Host host;
    FakeBoard fake(host.usb, {});
    const auto cable = host.cable();
    fake.suffer(fault);
    CHECK(wait_for(cable->exchange(kRead, 20ms)).error().code == code);
    fake.suffer(Fault::none);
    CHECK(wait_for(cable->exchange(kRead, 1s)).value().size() == 8);
}

TEST_CASE("a board pulled out is gone, also in the middle of a transfer", "[usb]") {
    Host host;
    FakeBoard fake(host.usb, {});
    const auto board = host.open("BITFT");
    REQUIRE(board);
    SECTION("between two commands") { fake.unplug(); }
    SECTION("during one") {
        fake.suffer(Fault::silence);
        auto reading = (*board)->read();
        reading.start();
        const int before = fake.transfers();
        fake.unplug();
        run_until([&] { return reading.done(); });
        CHECK(reading.take().error().code == Errc::disconnected);
        CHECK(fake.transfers() == before);
    }
    const auto moved = wait_for((*board)->set(relay(1), Coil::energised));
    REQUIRE_FALSE(moved);
    CHECK(moved.error().code == Errc::disconnected);
    CHECK_THAT(moved.error().what.fr, Catch::StartsWith("relais : "));
}

TEST_CASE("a board plugged in again is found again", "[usb]") {
    Host host;
    auto fake = std::make_unique<FakeBoard>(host.usb, PluggedAs{});
    auto board = host.open("BITFT");
    REQUIRE(board);
    fake->unplug();
    REQUIRE_FALSE(wait_for((*board)->read()));
    board->reset();
    fake.reset();
    FakeBoard again(host.usb, {.port = 6});
    Result<std::unique_ptr<ContactBoard>> found = host.open("BITFT");
    while (!found) found = host.open("BITFT");  // the uevent is on its way
    CHECK(wait_for((*found)->set(relay(1), Coil::energised)) == Confirmed::by_readback);
    CHECK(again.contacts() == 1);
}

TEST_CASE("a dropped exchange leaves the board fit for the next one", "[usb]") {
    Host host;
    FakeBoard fake(host.usb, {});
    auto cable = host.cable();
    fake.suffer(Fault::silence);
    {
        auto dropped = cable->exchange(kRead, 1s);
        dropped.start();
        REQUIRE_FALSE(dropped.done());
    }
    SECTION("and asked again") {
        fake.suffer(Fault::none);
        CHECK(wait_for(cable->exchange(kRead, 1s)).value().size() == 8);
    }
    SECTION("or closed at once") {
        cable.reset();
        CHECK(fake.kernel_driver_bound());
    }
}

TEST_CASE("two commands keep the gap their firmware needs", "[usb]") {
    Host host;
    FakeBoard fake(host.usb, {});
    const auto cable = host.cable(30ms);
    const Exchange command{{0xff, 1, 0, 0, 0, 0, 0, 0}, 0};
    REQUIRE(wait_for(cable->exchange(command, 1s)));
    auto second = cable->exchange(command, 1s);
    second.start();
    const int sent = fake.transfers();
    run_until([&] { return second.done(); });
    CHECK(sent == 1);
    CHECK(fake.transfers() == 2);
}

}  // namespace banc
