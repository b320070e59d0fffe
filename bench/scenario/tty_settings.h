// SPDX-License-Identifier: EUPL-1.2
// How a serial line talks: speed, framing and flow control, as people write them.
#pragma once

#include <string>
#include <string_view>

#include "bench/core/error.h"

namespace banc {

enum class Parity { none, even, odd };
enum class Flow { none, rtscts, xonxoff };

struct TtySettings {
    int baud = 115200;
    int data_bits = 8;
    Parity parity = Parity::none;
    int stop_bits = 1;
    Flow flow = Flow::none;
};

// "8N1", "7E1". Errc::invalid.
Result<void> set_framing(TtySettings& settings, std::string_view word);
// "none", "rtscts", "xonxoff". Errc::invalid.
Result<void> set_flow(TtySettings& settings, std::string_view word);
// "115200 8N1", "9600 7E1 rtscts".
std::string written(const TtySettings& settings);

}  // namespace banc
