// SPDX-License-Identifier: EUPL-1.2
// The one ATA command we need and libatasmart has not: the log of self-tests.
#pragma once

#include <optional>
#include <string>

#include "bench/core/bytes.h"

namespace banc {

// SMART READ LOG 06h, 512 bytes. Nothing: the disk, its driver or its enclosure has no such log.
// Blocks.
std::optional<Bytes> read_self_test_log(const std::string& device);

}  // namespace banc
