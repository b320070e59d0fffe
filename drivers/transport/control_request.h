// SPDX-License-Identifier: EUPL-1.2
// The eight bytes of a USB setup packet, before they are bytes (USB 2.0 §9.3).
#pragma once

#include <cstdint>

namespace banc {

struct ControlRequest {
    std::uint8_t type = 0;  // bmRequestType, direction included
    std::uint8_t request = 0;
    std::uint16_t value = 0;
    std::uint16_t index = 0;
    std::uint16_t length = 0;  // of the data that follows, either way
    friend bool operator==(const ControlRequest&, const ControlRequest&) = default;
};

}  // namespace banc
