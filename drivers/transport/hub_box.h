// SPDX-License-Identifier: EUPL-1.2
// Of the hubs on the bus, the halves that are one box, and which of its ports may be switched.
#pragma once

#include <string>
#include <vector>

#include "drivers/hub/hub_board.h"
#include "drivers/transport/hub_find.h"

namespace banc {

using FoundHubs = std::vector<FoundHub>;

// The hub at `path` ("1-4.2", "usb1"; either half) and its other half where it has one, USB 2
// first. Errc::disconnected: no hub there. Errc::environment: one that can't be opened, with the
// udev line in the remedy. Errc::refused: nobody can tell which hub is the other half.
Result<std::vector<const FoundHub*>> box_of(const FoundHubs& hubs, const std::string& path);

// What a qualification calls it.
HubBox name_of(const std::vector<const FoundHub*>& box);

// Refused, with the reason: a hub that does not switch per port, a soldered port, a port with
// another hub on it.
Result<void> can_use(const std::vector<const FoundHub*>& box, int port, const FoundHubs& hubs);

}  // namespace banc
