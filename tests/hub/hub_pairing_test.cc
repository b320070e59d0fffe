// SPDX-License-Identifier: EUPL-1.2
#include "drivers/hub/hub_pairing.h"

#include <catch2/catch.hpp>

namespace banc {
namespace {

constexpr auto kUsb2 = HubSpeed::usb2;
constexpr auto kUsb3 = HubSpeed::superspeed;

HubHalf half(std::string path, HubSpeed speed, std::string container = "c1") {
    return {std::move(path), {0x2109, 0x2817, 1}, speed, 4, std::move(container)};
}

// The other half of the first hub of the list: its path, "none", or "unclear".
std::string other(const std::vector<HubHalf>& hubs) {
    const auto pairing = pair_hub(hubs, 0);
    if (!pairing) return "unclear";
    return pairing->other ? hubs[*pairing->other].path : "none";
}

}  // namespace

TEST_CASE("the other half is of the other speed, in the same box, with as many ports", "[hub]") {
    const auto usb2 = half("1-4", kUsb2);
    CHECK(other({usb2}) == "none");
    CHECK(other({usb2, half("2-4", kUsb3)}) == "2-4");
    CHECK(other({half("2-4", kUsb3), usb2}) == "1-4");
    CHECK(other({usb2, half("2-4", kUsb2)}) == "none");
    CHECK(other({usb2, half("2-4", kUsb3, "c2")}) == "none");
    CHECK(other({half("1-4", kUsb2, ""), half("2-4", kUsb3, "")}) == "none");
    auto seven = half("2-4", kUsb3);
    seven.ports = 7;
    CHECK(other({usb2, seven}) == "none");
}

TEST_CASE("small hubs may count their ports differently", "[hub]") {
    auto one = half("1-4", kUsb2);
    auto two = half("2-4", kUsb3);
    one.ports = 1;
    two.ports = 2;
    CHECK(other({one, two}) == "2-4");
    one.ports = 2;
    two.ports = 3;
    CHECK(other({one, two}) == "none");
}

TEST_CASE("serial numbers must be equal where both halves have one", "[hub]") {
    auto usb2 = half("1-4", kUsb2);
    auto usb3 = half("2-4", kUsb3);
    usb2.serial = "A";
    CHECK(other({usb2, usb3}) == "2-4");
    usb3.serial = "A";
    CHECK(other({usb2, usb3}) == "2-4");
    usb3.serial = "B";
    CHECK(other({usb2, usb3}) == "none");
}

TEST_CASE("of several that fit the best place wins", "[hub]") {
    const auto [best, worse] = GENERATE(table<std::string, std::string>({
        {"2-4.1", "4-4.1"},  // same path, the next bus > another bus
        {"4-4.1", "4-7.1"},  // same path > same path below the first port
        {"4-7.1", "4-7.2"},  // that > anywhere
    }));
    const auto usb2 = half("1-4.1", kUsb2);
    const std::vector hubs{usb2, half(worse, kUsb3), half(best, kUsb3)};
    CAPTURE(best, worse);
    CHECK(other(hubs) == best);
}

TEST_CASE("what nobody can tell is not paired, and the candidates are named", "[hub]") {
    const auto usb2 = half("1-4", kUsb2);
    const std::vector twins{usb2, half("2-1", kUsb3), half("2-2", kUsb3)};
    REQUIRE(other(twins) == "unclear");
    const auto said = pair_hub(twins, 0).error().line(Lang::en);
    CHECK_THAT(said, Catch::Contains("2-1, 2-2"));
    CHECK(pair_hub(twins, 0).error().code == Errc::refused);
}

TEST_CASE("a half that another hub fits as well, or better, is nobody's", "[hub]") {
    // Two boxes of one model with one container id, and the SuperSpeed half of only one of them.
    CHECK(other({half("1-1", kUsb2), half("1-2", kUsb2), half("2-7", kUsb3)}) == "unclear");
    CHECK(other({half("1-1", kUsb2), half("1-7", kUsb2), half("2-7", kUsb3)}) == "unclear");
    CHECK(other({half("1-7", kUsb2), half("1-1", kUsb2), half("2-7", kUsb3)}) == "2-7");
}

TEST_CASE("a hub that could not be asked, and might be the other half, stops pairing", "[hub]") {
    const auto usb2 = half("1-4", kUsb2);
    auto silent = half("2-4", kUsb3, "");
    silent.read = false;
    CHECK(other({usb2, silent}) == "unclear");
    CHECK(other({usb2, half("2-4", kUsb3), silent}) == "2-4");  // the true one was found
    auto stranger = silent;
    stranger.model.vendor = 0x05e3;
    CHECK(other({usb2, stranger}) == "none");
    auto root = silent;
    root.path = "usb2";
    CHECK(other({usb2, root}) == "none");
}

}  // namespace banc
