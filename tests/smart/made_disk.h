// SPDX-License-Identifier: EUPL-1.2
// Pages of disks that nobody built: identity, attributes and thresholds as a test wants them.
#pragma once

#include "drivers/smart/smart_blob.h"

namespace banc {

struct MadeAttribute {
    std::uint8_t id;
    std::uint64_t raw = 0;
    std::uint8_t current = 100, worst = 100, threshold = 0;
    enum class Kind : std::uint8_t { old_age = 2, prefailure = 3 } kind = Kind::old_age;
};

struct MadeDisk {
    std::string model = "BANC ATELIER 500", serial = "BA-0001", firmware = "1.02";
    std::uint64_t sectors = 976773168;  // 500 GB
    std::uint16_t turns_per_minute = 7200;
    std::vector<MadeAttribute> attributes = {};
    std::uint8_t execution_status = 0;
    enum class Says { good, bad, nothing } says = Says::good;
};

SmartBlob pages_of(const MadeDisk& disk);

// One failed extended test at 1234 h, LBA 5000, after a short one that passed at 1200 h.
Bytes made_self_test_log();

struct MadeNvme {
    std::uint8_t critical_warning = 0, percentage_used = 3, spare = 100, spare_threshold = 10;
    std::uint16_t kelvin = 310;
    std::uint64_t power_on_hours = 812, power_cycles = 44, media_errors = 0;
};
SmartBlob pages_of(const MadeNvme& disk);

}  // namespace banc
