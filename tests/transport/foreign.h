// SPDX-License-Identifier: EUPL-1.2
// Programs that nobody here wrote, run against the mock bus as they come from Debian.
#pragma once

#include <string>
#include <vector>

namespace banc {

// What it says on both outputs, once it has ended.
std::string said_by(std::vector<std::string> command);

}  // namespace banc
