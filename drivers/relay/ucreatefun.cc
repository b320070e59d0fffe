// SPDX-License-Identifier: EUPL-1.2
// F0+n energises relay n, 00+n releases it, n = 9 is all of them. Sources: usbrelay #34
// (hidapitester on a board), usbrelay libusbrelay.c.
#include "drivers/relay/ucreatefun.h"

namespace banc {
namespace {

constexpr unsigned kEnergise = 0xf0;
constexpr std::uint8_t kReleaseAll = 0x09;

Frames set(const Move& move, const BoardFacts&) {
    const auto relay = static_cast<unsigned>(move.channel.printed());
    const unsigned command = move.to == Coil::energised ? kEnergise + relay : relay;
    return {{{static_cast<std::uint8_t>(command)}}};
}

Frames all_released(const BoardFacts&) { return {{{kReleaseAll}}}; }

}  // namespace

const RelayProtocol kUcreatefun{.name = "ucreatefun", .set = set, .all_released = all_released};

}  // namespace banc
