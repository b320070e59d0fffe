// SPDX-License-Identifier: EUPL-1.2
// Every relay protocol the product speaks. Adding one is one include and one name.
#include <algorithm>
#include <array>

#include "drivers/relay/dcttech.h"
#include "drivers/relay/protocol.h"

namespace banc {
namespace {

constexpr std::array kProtocols{&kDcttech};

}  // namespace

std::span<const RelayProtocol* const> relay_protocols() { return kProtocols; }

const RelayProtocol* find_relay_protocol(std::string_view name) {
    const auto found = std::ranges::find(kProtocols, name, &RelayProtocol::name);
    return found == kProtocols.end() ? nullptr : *found;
}

}  // namespace banc
