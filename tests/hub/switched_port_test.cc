// SPDX-License-Identifier: EUPL-1.2
#include <catch2/catch.hpp>

#include "bench/core/manual_loop.h"
#include "tests/hub/memory_port.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

// Lets time pass until the task has its answer.
template <class T>
T ticked(ManualLoop& loop, Task<T> task) {
    task.start();
    for (int tick = 0; tick < 1000 && !task.done(); ++tick) loop.advance(10ms);
    REQUIRE(task.done());
    return task.take();
}

struct Bench : ManualLoop, HubBench {
    Bench() : HubBench(static_cast<ManualLoop&>(*this)) {}
    Result<Claimed> set(PortPower wanted) { return ticked(*this, port.set(wanted)); }
    Result<PortClaim> read() { return ticked(*this, port.read()); }
    Result<Proof> prove() { return ticked(*this, port.prove(1s)); }
    [[nodiscard]] bool fed() const {
        return usb2.reported(2) == PortPower::on && usb3.reported(2) == PortPower::on;
    }
};

}  // namespace

TEST_CASE("switching a port switches both halves of its hub, and no other port", "[hub]") {
    Bench bench;
    const auto off = bench.set(PortPower::off);
    REQUIRE(off);
    CHECK(off->port.power == PortPower::off);
    CHECK(off->way == Way::transfer);
    CHECK(bench.vbus() == PortPower::off);
    for (const int other : {1, 3, 4}) CHECK(bench.usb2.reported(other) == PortPower::on);
    CHECK(bench.read().value().power == PortPower::off);
    REQUIRE(bench.set(PortPower::on));
    CHECK(bench.vbus() == PortPower::on);
}

TEST_CASE("a half that may not be written is named, and the port keeps its power", "[hub]") {
    Bench bench;
    const bool first = GENERATE(true, false);
    (first ? bench.half2 : bench.half3)->read_only = true;
    const auto off = bench.set(PortPower::off);
    REQUIRE_FALSE(off);
    CHECK_THAT(off.error().line(Lang::en),
               Catch::Contains(first ? "USB 2: may not" : "SuperSpeed: may not"));
    CHECK(bench.fed());
}

TEST_CASE("a half that ignores the request is named, and the port is fed again", "[hub]") {
    Bench bench;
    bench.usb3.lie = Lie::frozen;
    const auto off = bench.set(PortPower::off);
    REQUIRE_FALSE(off);
    CHECK(off.error().code == Errc::protocol);
    CHECK_THAT(off.error().line(Lang::en),
               Catch::Contains("SuperSpeed: the port still says \"powered\""));
    CHECK(bench.fed());
}

TEST_CASE("\"on\" is told to every half even when the first one fails", "[hub]") {
    Bench bench;
    REQUIRE(bench.set(PortPower::off));
    bench.half2->read_only = true;
    CHECK_FALSE(bench.set(PortPower::on));
    CHECK(bench.usb3.reported(2) == PortPower::on);
}

TEST_CASE("a port the kernel feeds again at once is not called off", "[hub]") {
    Bench bench;
    auto off = bench.port.set(PortPower::off);
    off.start();
    bench.usb2.feed(2, PortPower::on);
    bench.advance(1s);
    REQUIRE(off.done());
    CHECK_FALSE(off.take());
}

TEST_CASE("halves that contradict each other are an error, not a state", "[hub]") {
    Bench bench;
    bench.usb2.feed(2, PortPower::off);
    const auto seen = bench.read();
    REQUIRE_FALSE(seen);
    CHECK_THAT(seen.error().line(Lang::en), Catch::Contains("its halves disagree"));
}

TEST_CASE("what a hub claims and what is proven are two things", "[hub]") {
    Bench bench;
    bench.usb2.plug(2);
    SECTION("an honest hub: the device leaves") { CHECK(bench.prove() == Proof::device_left); }
    SECTION("a hub that only moves its register claims off, and nothing is proven") {
        bench.usb2.lie = Lie::nothing_happens;
        CHECK(bench.set(PortPower::off).value().port.power == PortPower::off);
        CHECK(bench.vbus() == PortPower::on);
        CHECK(bench.prove() == Proof::not_proven);
    }
    SECTION("a hub that cuts the data alone lets the device leave: VBUS takes a meter") {
        bench.usb2.lie = Lie::vbus_stays;
        CHECK(bench.prove() == Proof::device_left);
        REQUIRE(bench.set(PortPower::off));
        CHECK(bench.vbus() == PortPower::on);
        REQUIRE(bench.set(PortPower::on));
    }
}

TEST_CASE("nothing is proven on an empty port, and nothing is switched", "[hub]") {
    Bench bench;
    const auto proof = bench.prove();
    REQUIRE_FALSE(proof);
    CHECK(proof.error().code == Errc::refused);
    CHECK(bench.fed());
}

TEST_CASE("a port is fed again after a proof, whatever it was", "[hub]") {
    Bench bench;
    bench.usb3.plug(2);
    bench.usb3.lie = GENERATE(Lie::none, Lie::vbus_stays, Lie::nothing_happens);
    REQUIRE(bench.prove());
    CHECK(bench.fed());
}

TEST_CASE("a command under way refuses another", "[hub]") {
    Bench bench;
    auto first = bench.port.set(PortPower::off);
    first.start();
    const auto second = ticked(bench, bench.port.read());
    REQUIRE_FALSE(second);
    CHECK(second.error().code == Errc::refused);
}

}  // namespace banc
