// SPDX-License-Identifier: EUPL-1.2
// Programs run against the mock bus, to their end: those that nobody here wrote, as they come from
// Debian, and `banc` itself.
#pragma once

#include <string>
#include <vector>

namespace banc {

struct Ended {
    int code = -1;     // -1: it did not exit by itself
    std::string said;  // on both outputs
};
Ended run_on_bus(std::vector<std::string> command);

inline std::string said_by(std::vector<std::string> command) {
    return run_on_bus(std::move(command)).said;
}

}  // namespace banc
