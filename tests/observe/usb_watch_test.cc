// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/usb_watch.h"

#include "tests/observe/watch_rig.h"
#include "tests/support/fake_instruments.h"

using namespace banc;
using namespace std::chrono_literals;

namespace {

Fact moves(std::string id, std::string shows, std::string has) {
    Fact fact;
    fact.id = std::move(id);
    fact.source.provider = kUsbProvider;
    fact.source.shows = std::move(shows);
    fact.source.has = std::move(has);
    return fact;
}

struct UsbRig : WatchRig {
    UsbRig()
        : WatchRig({moves("cle_retiree", "removed", "vendor == 0951 and serial == BE-CLE-0003"),
                    moves("port_servi", "added", "port == usb:1-4"), event("autre", "USB")}) {
        watch.watch(scenario,
                    [this](const std::string& fact, std::uint64_t) { seen.push_back(fact); });
    }
    std::optional<std::pair<Nanos, Nanos>> beat() {
        loop.advance(5s);
        return watch.take_alive();
    }

    FakeUsbBus bus{loop};
    UsbWatch watch{loop, book, bus};
    std::vector<std::string> seen;
};

}  // namespace

TEST_CASE("what is pulled out and plugged in is a fact of the bench", "[observe][usb]") {
    UsbRig rig;
    rig.bus.plug("usb:1-3", "BE-CLE-0003");
    rig.loop.advance(2s);
    CHECK(rig.seen.empty());
    rig.bus.pull("usb:1-3");
    const auto at = rig.loop.now().since_boot.count();
    rig.loop.advance(2s);
    REQUIRE(rig.seen == std::vector<std::string>{"cle_retiree"});
    const auto facts = rig.book.of("fact");
    CHECK(facts.back().body["text"] == "removed usb:1-3 0951:1666 BE-CLE-0003");
    CHECK(facts.back().body["trust"] == "bench");
    CHECK(facts.back().body["source"] == "bench.usb");
    CHECK(facts.back().body["at_ns"] == at);
}

TEST_CASE("two devices alike are told apart by their port", "[observe][usb]") {
    UsbRig rig;
    rig.bus.plug("usb:1-3", "BE-CLE-0009");
    rig.bus.plug("usb:1-4", "BE-CLE-0009");
    rig.bus.pull("usb:1-4");
    rig.loop.advance(2s);
    CHECK(rig.seen == std::vector<std::string>{"port_servi"});
}

TEST_CASE("what the kernel had to drop is a gap, and only there", "[observe][usb]") {
    UsbRig rig;
    const auto first = rig.beat();
    REQUIRE(first);
    rig.bus.overflow();
    CHECK_FALSE(rig.beat());
    const auto third = rig.beat();
    REQUIRE(third);
    CHECK(third->first == first->second + 5s);
}

TEST_CASE("once no news come the USB is not observed, whatever stands there", "[observe][usb]") {
    UsbRig rig;
    rig.bus.plug("usb:1-3", "BE-CLE-0003");
    const auto before = rig.finish(rig.watch.ask("usb", 5s));
    REQUIRE(before);
    CHECK(before->rows.at(0).at("serial") == "BE-CLE-0003");
    rig.bus.deaf = true;
    CHECK(rig.finish(rig.watch.ask("usb", 5s)).error().code == Errc::disconnected);
    CHECK_FALSE(rig.beat());
    CHECK_FALSE(rig.beat());
}

TEST_CASE("a plug that chatters does not fill the journal, and its gap is said", "[observe][usb]") {
    UsbRig rig;
    for (int i = 0; i < 1000; ++i) rig.bus.plug("usb:1-4", "BE-CLE-0003");
    CHECK_FALSE(rig.beat());
    CHECK(rig.book.of("fact").size() < 100);
}
