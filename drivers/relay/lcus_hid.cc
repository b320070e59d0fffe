// SPDX-License-Identifier: EUPL-1.2
// A0 relay state sum. Three accounts of a status request contradict each other (usbrelay sends
// 00 FF, jumpstarter A0 0F 02 B1 and reads text, labgrid and usbrelay #121 know of none): no
// readback is claimed. Nothing is read after a command, whatever the board may say to it.
#include "drivers/relay/lcus_hid.h"

namespace banc {
namespace {

Frames set(const Move& move, const BoardFacts&) {
    const auto relay = static_cast<unsigned>(move.channel.printed());
    const unsigned state = move.to == Coil::energised ? 1 : 0;
    constexpr unsigned kStart = 0xa0;
    Bytes out;
    for (const unsigned byte : {kStart, relay, state, kStart + relay + state})
        out.push_back(static_cast<std::uint8_t>(byte));
    return {{std::move(out)}};
}

}  // namespace

const RelayProtocol kLcusHid{.name = "lcus-hid", .set = set};

}  // namespace banc
