// SPDX-License-Identifier: EUPL-1.2
// Which two hubs are one box. VBUS of a USB 3 port goes away when both halves have let it go, so
// one half alone is no switch; and a wrong pair would cut a stranger's device.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "drivers/hub/hub_protocol.h"

namespace banc {

// What pairing looks at, for one hub on the bus.
struct HubHalf {
    std::string path;  // "1-4.2", "usb1" for a root hub
    HubModel model;
    HubSpeed speed = HubSpeed::usb2;
    int ports = 0;
    std::string container{};  // BOS container id, "" for none
    std::string serial{};     // "" for none
    bool read = true;         // false: nobody could ask it, ports and container are not known
};

// alone: no other hub can be its other half. `other` indexes the list that was given.
struct Pairing {
    std::optional<std::size_t> other{};
};

// boards.md §F: opposite speed, the same container id, as many ports (unless there are three or
// fewer together), equal serials where both have one; then the best place: the same path, its bus
// the next one > the same path > the same path below the first port > anywhere. Errc::refused when
// nobody can tell: two candidates as good, one that prefers another hub, or one that could not be
// asked and might be it. The hack for the Raspberry Pi 4's own ports is left out.
Result<Pairing> pair_hub(std::span<const HubHalf> hubs, std::size_t half);

}  // namespace banc
