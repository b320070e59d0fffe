// SPDX-License-Identifier: EUPL-1.2
#include "drivers/smart/self_test.h"

#include <algorithm>
#include <cassert>

namespace banc {
namespace {

constexpr std::size_t kEntries = 21, kEntrySize = 24, kFirst = 2, kIndexAt = 508;
constexpr std::uint64_t kNoSector = 0xffffffff;

std::string_view result_of(int code) {
    switch (code) {
        case 0: return "passed";
        case 1: return "aborted";
        case 2: return "interrupted";
        case 3: return "fatal_error";
        case 4: return "unknown_failure";
        case 5: return "electrical_failure";
        case 6: return "servo_failure";
        case 7: return "read_failure";
        case 8: return "handling_damage";
        case 15: return "in_progress";
        default: return "reserved";
    }
}

// The number the test was started with; the high bit says that the disk did nothing else.
std::string_view kind_of(std::uint8_t number) {
    switch (number & 0x7f) {
        case 0: return "offline";
        case 1: return "short";
        case 2: return "extended";
        case 3: return "conveyance";
        case 4: return "selective";
        default: return "vendor";
    }
}

SelfTest entry(ByteView bytes) {
    auto out = last_self_test(bytes[1]);
    out.kind = kind_of(bytes[0]);
    out.at_hours = bytes[2] | bytes[3] << 8;
    const auto lba = std::uint64_t{bytes[5]} | std::uint64_t{bytes[6]} << 8 |
                     std::uint64_t{bytes[7]} << 16 | std::uint64_t{bytes[8]} << 24;
    const bool failed = (bytes[1] >> 4) >= 3 && (bytes[1] >> 4) <= 8;
    if (failed && lba != kNoSector) out.lba = lba;
    return out;
}

}  // namespace

SelfTest last_self_test(std::uint8_t execution_status) {
    SelfTest out;
    out.result = result_of(execution_status >> 4);
    out.remaining_percent = 10 * (execution_status & 0xf);
    return out;
}

std::vector<SelfTest> self_test_log(ByteView page) {
    assert(page.size() == 512);
    std::vector<SelfTest> out;
    const std::size_t newest = page[kIndexAt];  // counts from 1; 0: no test was ever run
    if (newest == 0 || newest > kEntries) return out;
    for (std::size_t back = 0; back < kEntries; ++back) {
        const auto at = (newest - 1 + kEntries - back) % kEntries;
        const auto bytes = page.subspan(kFirst + at * kEntrySize, kEntrySize);
        if (std::ranges::all_of(bytes, [](auto byte) { return byte == 0; })) break;
        out.push_back(entry(bytes));
    }
    return out;
}

}  // namespace banc
