// SPDX-License-Identifier: EUPL-1.2
// What an ATA disk says of its self-tests: one byte in its SMART data, and a log of 21 entries.
#pragma once

#include "bench/core/bytes.h"
#include "drivers/smart/disk_health.h"

namespace banc {

// The byte at 363 of the SMART data (ACS-3 9.18.5.3): the last test, or the one under way.
SelfTest last_self_test(std::uint8_t execution_status);

// SMART READ LOG, address 06h: 512 bytes, newest first. An empty log is an empty list.
std::vector<SelfTest> self_test_log(ByteView page);

}  // namespace banc
