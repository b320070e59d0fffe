// SPDX-License-Identifier: EUPL-1.2
// A hub as a board of the bench: what relay_contract_test.cc asks of a relay board.
#include "drivers/hub/hub_board.h"

#include <catch2/catch.hpp>

#include "bench/core/manual_loop.h"
#include "tests/hub/memory_port.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

RelayChannel port(int n) { return RelayChannel::from(n).value(); }

// Ports 2 and 3 of a USB 3 hub with four; nobody named the others.
struct Bench : ManualLoop {
    template <class T>
    T ticked(Task<T> task) {
        task.start();
        for (int tick = 0; tick < 1000 && !task.done(); ++tick) advance(10ms);
        REQUIRE(task.done());
        return task.take();
    }
    Result<Confirmed> set(int n, Coil wanted) { return ticked(board.set(port(n), wanted)); }
    Result<Confirmed> release(int n) { return ticked(board.release(port(n))); }
    Result<Confirmed> release_all() { return ticked(board.release_all()); }
    Result<Coils> read() { return ticked(board.read()); }
    // The wire is fed by either half.
    [[nodiscard]] bool fed(int n) const {
        return usb2.vbus(n) == PortPower::on || usb3.vbus(n) == PortPower::on;
    }
    [[nodiscard]] bool told_on(int n) const {
        return usb2.reported(n) == PortPower::on && usb3.reported(n) == PortPower::on;
    }
    void lie_on(const char* half, Lie lie) {
        (std::string_view(half) == "USB 2" ? usb2 : usb3).lie = lie;
    }

    HubEmulator usb2{HubShape{}};
    HubEmulator usb3{HubShape{HubSpeed::superspeed}};
    std::map<int, std::vector<MemoryPort*>> links;  // the board's own
    HubBoard board{*this, "clavier", HubBox{HubShape{}.model, 4}, ports()};

private:
    HubBoard::Ports ports() {
        HubBoard::Ports all;
        for (const int n : {2, 3}) {
            std::vector<std::unique_ptr<PortLink>> halves;
            for (auto* half : {&usb2, &usb3}) {
                auto link = std::make_unique<MemoryPort>(*half, n);
                links[n].push_back(link.get());
                halves.push_back(std::move(link));
            }
            all[n] = std::make_unique<SwitchedPort>(*this, "port", std::move(halves),
                                                    PortTiming{.power_good = 100ms});
        }
        return all;
    }
};

}  // namespace

TEST_CASE("an energised contact of a hub is a port without power, read back on both halves",
          "[hub][board]") {
    Bench bench;
    CHECK(bench.read()->bits == 0);
    CHECK(bench.set(3, Coil::energised) == Confirmed::by_readback);
    CHECK_FALSE(bench.fed(3));
    CHECK(bench.fed(2));
    CHECK(bench.read()->bits == 0b100);
    CHECK(bench.set(3, Coil::released) == Confirmed::by_readback);
    CHECK(bench.fed(3));
    CHECK(bench.read()->bits == 0);
}

TEST_CASE("a port that no line names is neither told nor asked", "[hub][board]") {
    Bench bench;
    bench.usb2.feed(1, PortPower::off);  // a stranger's, and his halves disagree
    const auto set = bench.set(1, Coil::released);
    REQUIRE_FALSE(set);
    CHECK_THAT(set.error().line(Lang::en),
               Catch::Contains("clavier: port 1: no line of this bench names it"));
    CHECK_FALSE(bench.release(4));
    CHECK(bench.read());
    CHECK(bench.release_all() == Confirmed::by_readback);
    CHECK(bench.usb2.reported(1) == PortPower::off);
}

TEST_CASE("a hub that does not follow is never confirmed, and its port is fed", "[hub][board]") {
    Bench bench;
    const std::string half = GENERATE("USB 2", "SuperSpeed");
    bench.lie_on(half.c_str(), Lie::frozen);
    const auto off = bench.set(2, Coil::energised);
    REQUIRE_FALSE(off);
    CHECK_THAT(off.error().line(Lang::en), Catch::Contains("clavier: port 2: " + half));
    CHECK(bench.told_on(2));
}

TEST_CASE("a half that may not be written is never confirmed, and the port is fed",
          "[hub][board]") {
    Bench bench;
    const std::size_t half = GENERATE(0U, 1U);
    bench.links[2][half]->read_only = true;
    CHECK_FALSE(bench.set(2, Coil::energised));
    CHECK(bench.told_on(2));
}

TEST_CASE("a port that goes off with its neighbour is an error that names it", "[hub][board]") {
    Bench bench;
    bench.lie_on("USB 2", Lie::ganged);
    bench.lie_on("SuperSpeed", Lie::ganged);
    const auto off = bench.set(2, Coil::energised);
    REQUIRE_FALSE(off);
    CHECK(off.error().code == Errc::protocol);
    CHECK_THAT(off.error().line(Lang::en), Catch::Contains("port 3: changed without being asked"));
}

TEST_CASE("a port that stays off is not called rested", "[hub][board]") {
    Bench bench;
    REQUIRE(bench.set(2, Coil::energised));
    bench.lie_on("SuperSpeed", Lie::frozen);
    const bool all = GENERATE(false, true);
    const auto rested = all ? bench.release_all() : bench.release(2);
    CHECK_FALSE(rested);
}

TEST_CASE("ports of a hub are all told to rest before any of them is waited for", "[hub][board]") {
    Bench bench;
    REQUIRE(bench.set(2, Coil::energised));
    REQUIRE(bench.set(3, Coil::energised));
    bench.links[2][0]->read_only = true;  // one half refuses: the rest is told all the same
    auto rest = bench.board.release_all();
    rest.start();
    CHECK(bench.fed(2));
    CHECK(bench.told_on(3));
    REQUIRE(rest.done());
    CHECK_FALSE(rest.take());
    bench.links[2][0]->read_only = false;
    CHECK(bench.release_all() == Confirmed::by_readback);
}

TEST_CASE("a hub with one command under way refuses another, and gives up a dropped one",
          "[hub][board]") {
    Bench bench;
    {
        auto first = bench.board.set(port(2), Coil::energised);
        first.start();
        CHECK(bench.release(3).error().code == Errc::refused);
    }
    CHECK(bench.release_all() == Confirmed::by_readback);
    CHECK(bench.told_on(2));
}

TEST_CASE("a hub times no pulse", "[hub][board]") {
    Bench bench;
    CHECK(bench.board.longest_pulse() == 0ns);
    CHECK(bench.ticked(bench.board.pulse(port(2), 1s)).error().code == Errc::refused);
    CHECK(bench.told_on(2));
}

}  // namespace banc
