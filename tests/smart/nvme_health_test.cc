// SPDX-License-Identifier: EUPL-1.2
#include "drivers/smart/nvme_health.h"

#include <catch2/catch.hpp>

#include "tests/smart/made_disk.h"

namespace banc {

TEST_CASE("an NVMe disk tells its identity, age and temperature", "[smart][nvme]") {
    const auto health = nvme_health(pages_of(MadeNvme{}));
    CHECK(health.model == "BANC NVME 256");
    CHECK(health.serial == "BN-0042");
    CHECK(health.firmware == "2.1");
    CHECK(health.status == DiskStatus::good);
    CHECK(health.power_on_hours == 812);
    CHECK(health.power_cycles == 44);
    CHECK(health.temperature_c == 37);
    CHECK_FALSE(health.reallocated_sectors);
    CHECK_FALSE(health.pending_sectors);
    CHECK(health.attributes.size() == 17);
}

TEST_CASE("each critical warning of an NVMe disk has its weight", "[smart][nvme]") {
    const auto [bit, status] = GENERATE(table<int, DiskStatus>({
        {0, DiskStatus::bad},
        {1, DiskStatus::warning},
        {2, DiskStatus::bad},
        {3, DiskStatus::bad},
        {4, DiskStatus::bad},
        {5, DiskStatus::bad},
    }));
    CAPTURE(bit);
    const auto health =
        nvme_health(pages_of(MadeNvme{.critical_warning = static_cast<std::uint8_t>(1 << bit)}));
    CHECK(health.status == status);
    CHECK(health.reasons.size() == 1);
}

TEST_CASE("a worn NVMe disk, or one that lost data, is to be watched", "[smart][nvme]") {
    CHECK(nvme_health(pages_of(MadeNvme{.percentage_used = 99})).status == DiskStatus::good);
    CHECK(nvme_health(pages_of(MadeNvme{.percentage_used = 100})).status == DiskStatus::warning);
    CHECK(nvme_health(pages_of(MadeNvme{.media_errors = 1})).status == DiskStatus::warning);
}

TEST_CASE("an NVMe disk without a sensor has no temperature, one without a page no status",
          "[smart][nvme]") {
    CHECK_FALSE(nvme_health(pages_of(MadeNvme{.kelvin = 0})).temperature_c);
    auto pages = pages_of(MadeNvme{});
    pages.erase(SmartPage::nvme_health);
    CHECK(nvme_health(pages).status == DiskStatus::unknown);
    CHECK(nvme_health(pages).serial == "BN-0042");
}

TEST_CASE("an NVMe disk below its own threshold of spare blocks is to be watched",
          "[smart][nvme]") {
    const auto [spare, threshold, status] = GENERATE(table<std::uint8_t, std::uint8_t, DiskStatus>({
        {10, 10, DiskStatus::good},
        {9, 10, DiskStatus::warning},
        {0, 0, DiskStatus::good},      // no threshold
        {100, 101, DiskStatus::good},  // no per cent
        {99, 100, DiskStatus::warning},
        {100, 255, DiskStatus::good},
        {255, 10, DiskStatus::good},
    }));
    CAPTURE(spare, threshold);
    const auto health =
        nvme_health(pages_of(MadeNvme{.spare = spare, .spare_threshold = threshold}));
    CHECK(health.status == status);
    CHECK(health.reasons.empty() == (status == DiskStatus::good));
    CHECK(std::ranges::count_if(health.attributes, &DiskAttribute::suspect) ==
          (spare > 100 ? 1 : 0) + (threshold > 100 ? 1 : 0));
}

TEST_CASE("no temperature nor age is believed that no disk has", "[smart][nvme]") {
    const auto [kelvin, hours, celsius, age] =
        GENERATE(table<std::uint16_t, std::uint64_t, std::optional<int>, std::optional<int>>({
            {233, 350400, -40, 350400},
            {232, 350401, {}, {}},
            {398, 0, 125, 0},
            {399, 1000'000'000'000'000, {}, {}},
            {65535, 812, {}, 812},
        }));
    CAPTURE(kelvin, hours);
    const auto health = nvme_health(pages_of(MadeNvme{.kelvin = kelvin, .power_on_hours = hours}));
    CHECK(health.temperature_c == celsius);
    CHECK(health.power_on_hours == age);
    CHECK(std::ranges::count_if(health.attributes, &DiskAttribute::suspect) ==
          (celsius ? 0 : 1) + (age ? 0 : 1));
}

TEST_CASE("a health page that nobody wrote is no health", "[smart][nvme]") {
    const auto byte = GENERATE(std::uint8_t{0}, std::uint8_t{0xff});
    auto pages = pages_of(MadeNvme{});
    pages[SmartPage::nvme_health] = Bytes(512, byte);
    const auto health = nvme_health(pages);
    CHECK(health.status == DiskStatus::unknown);
    CHECK(health.reasons.size() == 1);
    CHECK(health.attributes.empty());
}

TEST_CASE("a count that fills 128 bits is suspect, and counts for nothing", "[smart][nvme]") {
    auto pages = pages_of(MadeNvme{.media_errors = 1});
    pages[SmartPage::nvme_health][175] = 0xff;
    const auto health = nvme_health(pages);
    CHECK(health.status == DiskStatus::good);
    CHECK(std::ranges::count_if(health.attributes, &DiskAttribute::suspect) == 1);
}

}  // namespace banc
