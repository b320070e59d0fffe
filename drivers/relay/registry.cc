// SPDX-License-Identifier: EUPL-1.2
// Every relay protocol the product speaks. Adding one is one include and one name.
#include <algorithm>
#include <array>

#include "drivers/relay/conrad.h"
#include "drivers/relay/dcttech.h"
#include "drivers/relay/denkovi16.h"
#include "drivers/relay/devantech.h"
#include "drivers/relay/ft245.h"
#include "drivers/relay/icstation.h"
#include "drivers/relay/kmtronic.h"
#include "drivers/relay/lcus.h"
#include "drivers/relay/lcus_hid.h"
#include "drivers/relay/modbus.h"
#include "drivers/relay/numato.h"
#include "drivers/relay/protocol.h"
#include "drivers/relay/sainsmart16.h"
#include "drivers/relay/sispm.h"
#include "drivers/relay/ucreatefun.h"
#include "drivers/relay/ykush.h"

namespace banc {
namespace {

constexpr std::array kProtocols{&kConrad,  &kDcttech,     &kDenkovi16, &kDevantech,
                                &kFt245,   &kIcstation,   &kKmtronic,  &kLcus,
                                &kLcusHid, &kLcusSilent,  &kModbus,    &kModbusFlash,
                                &kNumato,  &kSainsmart16, &kSispm,     &kUcreatefun,
                                &kYkush};

}  // namespace

std::span<const RelayProtocol* const> relay_protocols() { return kProtocols; }

const RelayProtocol* find_relay_protocol(std::string_view name) {
    const auto found = std::ranges::find(kProtocols, name, &RelayProtocol::name);
    return found == kProtocols.end() ? nullptr : *found;
}

}  // namespace banc
