// SPDX-License-Identifier: EUPL-1.2
// Golden frames: the bytes on the wire, each with the place they were taken from, so that driver
// and emulator cannot share one misreading.
#include <catch2/catch.hpp>

#include "drivers/relay/protocol.h"

namespace banc {
namespace {

const RelayProtocol& protocol(const std::string& name) {
    const auto* found = find_relay_protocol(name);
    REQUIRE(found != nullptr);
    return *found;
}

}  // namespace

TEST_CASE("switching a relay puts the documented bytes on the wire", "[relay][golden]") {
    const auto [name, printed, wanted, bytes] = GENERATE(table<std::string, int, Coil, Bytes>({
        // pavel-a/usb-relay-hid doc/hidrelay.md: FF n on, FD n off, padded to the 8-byte report
        {"dcttech", 1, Coil::energised, {0xff, 1, 0, 0, 0, 0, 0, 0}},
        {"dcttech", 1, Coil::released, {0xfd, 1, 0, 0, 0, 0, 0, 0}},
        {"dcttech", 8, Coil::energised, {0xff, 8, 0, 0, 0, 0, 0, 0}},
        {"dcttech", 8, Coil::released, {0xfd, 8, 0, 0, 0, 0, 0, 0}},
    }));
    CAPTURE(name, printed);
    const auto frame = protocol(name).set(*RelayChannel::from(printed), wanted);
    CHECK(frame == Exchange{bytes, 0});
}

TEST_CASE("releasing everything puts the documented bytes on the wire", "[relay][golden]") {
    const auto [name, bytes] = GENERATE(table<std::string, Bytes>({
        // libsigrok dcttech-usbrelay: FC all off
        {"dcttech", {0xfc, 0, 0, 0, 0, 0, 0, 0}},
    }));
    CAPTURE(name);
    CHECK(protocol(name).all_released() == Exchange{bytes, 0});
}

TEST_CASE("a documented reply reads as the relays it shows", "[relay][golden]") {
    const auto [name, reply, bits] = GENERATE(table<std::string, Bytes, unsigned>({
        // pavel-a/usb-relay-hid: factory identity BITFT, relay 1 on
        {"dcttech", {'B', 'I', 'T', 'F', 'T', 0, 0, 0x01}, 0x01},
        {"dcttech", {'B', 'I', 'T', 'F', 'T', 0, 0, 0x80}, 0x80},
        // byte 6 has no known meaning
        {"dcttech", {'H', 'W', '5', '5', '4', 0, 0xab, 0x05}, 0x05},
        // usbrelay #102: an identity overwritten with FF still switches
        {"dcttech", {0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0x02}, 0x02},
    }));
    CAPTURE(name, hex(reply));
    CHECK(protocol(name).query() == Exchange{{}, reply.size()});
    const auto coils = protocol(name).parse(reply);
    REQUIRE(coils);
    CHECK(coils->bits == bits);
}

TEST_CASE("noise is not a register", "[relay]") {
    const auto [name, reply] = GENERATE(table<std::string, Bytes>({
        {"dcttech", Bytes(8, 0xff)},
        {"dcttech", Bytes(9, 0)},  // a report id in front, as hidraw gives it
        {"dcttech", {}},
    }));
    CAPTURE(name, hex(reply));
    const auto coils = protocol(name).parse(reply);
    REQUIRE_FALSE(coils);
    CHECK(coils.error().code == Errc::protocol);
}

}  // namespace banc
