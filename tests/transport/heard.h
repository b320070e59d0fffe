// SPDX-License-Identifier: EUPL-1.2
// A listener that remembers all it is told.
#pragma once

#include <string>
#include <vector>

#include "drivers/transport/transport.h"

namespace banc {

struct Heard {
    std::string bytes;
    std::vector<ModemSignals> signals;
    std::vector<Error> lost;

    ByteLine::Listener listener() {
        return {[this](ByteView b, Instant) { bytes += to_string(b); },
                [this](ModemSignals s, Instant) { signals.push_back(s); },
                [this](Error e) { lost.push_back(std::move(e)); }};
    }
};

}  // namespace banc
