// SPDX-License-Identifier: EUPL-1.2
// State that a power cut must not halve: the old file or the new one, never a part of either.
#pragma once

#include <string>
#include <string_view>

#include "bench/core/error.h"

namespace banc {

// On the disk before it has its name. Makes the folder it stands in. Errors name the path.
Result<void> replace_file(const std::string& path, std::string_view content);

}  // namespace banc
