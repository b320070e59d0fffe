// SPDX-License-Identifier: EUPL-1.2
// What an ATA disk says of its self-tests: one byte in its SMART data, and a log of 21 entries.
#pragma once

#include "bench/core/bytes.h"
#include "drivers/smart/disk_health.h"

namespace banc {

// Results that no entry of a log has.
inline constexpr std::string_view kPassedOrNeverRun = "passed_or_never_run";
inline constexpr std::string_view kNeverRun = "never_run";

// The byte at 363 of the SMART data (ACS-3 9.18.5.3): the last test, or the one under way. Its 0
// says both that the test passed and that there was none.
SelfTest last_self_test(std::uint8_t execution_status);

// SMART READ LOG, address 06h: 512 bytes, newest first. An empty log is an empty list.
std::vector<SelfTest> self_test_log(ByteView page);

// The test reached a verdict, or could not go on: something of the disk is broken.
bool failed(const SelfTest& test);
// "read failure (60 % were left), LBA 5000"
Text in_words(const SelfTest& test);

}  // namespace banc
