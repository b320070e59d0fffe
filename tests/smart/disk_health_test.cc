// SPDX-License-Identifier: EUPL-1.2
// Readings through real libatasmart: made ones, and those of real disks where BANC_SHARED has them.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "drivers/transport/disk.h"
#include "tests/smart/made_disk.h"

namespace banc {
namespace {

using Kind = MadeAttribute::Kind;
using Says = MadeDisk::Says;

MadeDisk healthy() {
    return {.attributes = {{.id = 5, .threshold = 36, .kind = Kind::prefailure},
                           {.id = 9, .raw = 8055},
                           {.id = 12, .raw = 44},
                           {.id = 194, .raw = 31},
                           {.id = 197, .raw = 0}}};
}

DiskHealth health_with(const MadeAttribute& attribute) {
    auto disk = healthy();
    std::erase_if(disk.attributes, [&](const auto& other) { return other.id == attribute.id; });
    disk.attributes.push_back(attribute);
    return health_of(pages_of(disk));
}

const DiskAttribute& find(const DiskHealth& health, int id) {
    const auto found = std::ranges::find(health.attributes, id, &DiskAttribute::id);
    REQUIRE(found != health.attributes.end());
    return *found;
}

}  // namespace

TEST_CASE("a healthy disk tells its identity, age and temperature", "[smart]") {
    const auto health = health_of(pages_of(healthy()));
    CHECK(health.status == DiskStatus::good);
    CHECK(health.reasons.empty());
    CHECK(health.model == "BANC ATELIER 500");
    CHECK(health.serial == "BA-0001");
    CHECK(health.firmware == "1.02");
    CHECK(health.capacity_bytes == 500107862016);
    CHECK(health.power_on_hours == 8055);
    CHECK(health.power_cycles == 44);
    CHECK(health.temperature_c == 31);
    CHECK(health.reallocated_sectors == 0);
    CHECK(health.pending_sectors == 0);
    CHECK(health.opinion == "GOOD");
    CHECK(find(health, 5).name == "reallocated-sector-count");
    CHECK(find(health, 5).threshold == 36);
}

TEST_CASE("a packed count is flagged, and counts for nothing", "[smart]") {
    const auto health = health_with({.id = 5, .raw = 2818091, .kind = Kind::prefailure});
    CHECK(find(health, 5).suspect);
    CHECK(find(health, 5).raw == 2818091);
    CHECK(find(health, 5).words == std::array<std::uint16_t, 3>{43, 43, 0});
    CHECK_FALSE(health.reallocated_sectors);
    CHECK(health.status == DiskStatus::good);
    CHECK(health.notes.size() == 1);
    CHECK(health.opinion == "BAD_SECTOR");  // libatasmart's, which believes it
}

TEST_CASE("a plain count of bad sectors is to be watched", "[smart]") {
    const auto [id, why] = GENERATE(table<std::uint8_t, std::string>({
        {5, "reallocated sectors: 3"},
        {187, "uncorrected reads: 3"},
        {197, "pending sectors: 3"},
        {198, "unreadable sectors: 3"},
    }));
    const auto health = health_with({.id = id, .raw = 3});
    CHECK(health.status == DiskStatus::warning);
    REQUIRE(health.reasons.size() == 1);
    CHECK(health.reasons[0].en == why);
    CHECK(health.reallocated_sectors == (id == 5 ? 3 : 0));
    CHECK(health.pending_sectors == (id == 197 ? 3 : 0));
}

TEST_CASE("bad sectors of each kind are told apart, and none of a suspect count", "[smart]") {
    auto disk = healthy();
    disk.attributes.push_back({.id = 187, .raw = 1903});
    disk.attributes.push_back({.id = 198, .raw = 812});
    CHECK(health_of(pages_of(disk)).reasons.size() == 2);
    disk.attributes.back().raw = 23498636;  // seen on a healthy SAMSUNG HS122JC
    const auto health = health_of(pages_of(disk));
    CHECK(health.reasons.size() == 1);
    CHECK(health.notes.size() == 1);
}

TEST_CASE("the disk's own verdict comes first, and its absence is no health", "[smart]") {
    auto disk = healthy();
    disk.says = Says::bad;
    CHECK(health_of(pages_of(disk)).status == DiskStatus::bad);
    disk.says = Says::nothing;
    CHECK(health_of(pages_of(disk)).status == DiskStatus::unknown);
    disk.attributes[4].raw = 1;  // 197: pending
    CHECK(health_of(pages_of(disk)).status == DiskStatus::warning);
}

TEST_CASE("a crossed threshold weighs what the maker says it means", "[smart]") {
    const auto [now, worst, kind, status] =
        GENERATE(table<std::uint8_t, std::uint8_t, Kind, DiskStatus>({
            {37, 37, Kind::prefailure, DiskStatus::good},
            {0, 0, Kind::prefailure, DiskStatus::bad},
            {0, 0, Kind::old_age, DiskStatus::warning},
            {100, 0, Kind::prefailure, DiskStatus::warning},
            {36, 36, Kind::prefailure, DiskStatus::bad},
            {36, 36, Kind::old_age, DiskStatus::warning},
            {100, 36, Kind::prefailure, DiskStatus::warning},
            {254, 254, Kind::prefailure, DiskStatus::good},  // not maintained
        }));
    CAPTURE(now, worst);
    const MadeAttribute spin{
        .id = 3, .current = now, .worst = worst, .threshold = 36, .kind = kind};
    CHECK(health_with(spin).status == status);
}

TEST_CASE("a value of 0 is told, and is no failure without a threshold", "[smart]") {
    const auto threshold = GENERATE(std::uint8_t{0}, std::uint8_t{254}, std::uint8_t{255});
    const auto health = health_with({.id = 233, .current = 0, .worst = 0, .threshold = threshold});
    CHECK(find(health, 233).current == 0);
    CHECK(find(health, 233).worst == 0);
    CHECK(find(health, 233).limit == DiskAttribute::Limit::kept);
    CHECK(health.status == DiskStatus::good);
    CHECK_FALSE(find(health_with({.id = 233, .current = 254, .worst = 255}), 233).current);
}

TEST_CASE("the table of quirks tells minutes from hours", "[smart]") {
    auto disk = healthy();
    disk.model = "Maxtor 6Y120P0";
    disk.attributes[1].raw = 28870;
    const auto health = health_of(pages_of(disk));
    CHECK(find(health, 9).name == "power-on-minutes");
    CHECK(health.power_on_hours == 481);
}

TEST_CASE("a reading without an identity still names its attributes", "[smart]") {
    auto pages = pages_of(healthy());
    pages.erase(SmartPage::identify);
    const auto health = health_of(pages);
    CHECK_FALSE(health.model);
    CHECK_FALSE(health.serial);
    CHECK(health.power_on_hours == 8055);
    CHECK(health.status == DiskStatus::good);
}

TEST_CASE("on an SSD, 231 is the life that is left and no temperature", "[smart]") {
    MadeDisk disk{.turns_per_minute = 1, .attributes = {{.id = 231, .raw = 98}}};
    CHECK_FALSE(health_of(pages_of(disk)).temperature_c);
    disk.turns_per_minute = 5400;
    CHECK(health_of(pages_of(disk)).temperature_c == 98);
}

TEST_CASE("self-tests come newest first, with the sector that could not be read", "[smart]") {
    auto disk = healthy();
    disk.execution_status = 0x76;
    auto pages = pages_of(disk);
    CHECK_FALSE(health_of(pages).self_tests);
    pages[SmartPage::self_tests] = made_self_test_log();
    const auto health = health_of(pages);
    REQUIRE(health.last_self_test);
    CHECK(health.last_self_test->result == "read_failure");
    CHECK(health.last_self_test->remaining_percent == 60);
    REQUIRE(health.self_tests);
    REQUIRE(health.self_tests->size() == 2);
    CHECK(health.self_tests->at(0).kind == "extended");
    CHECK(health.self_tests->at(0).at_hours == 1234);
    CHECK(health.self_tests->at(0).lba == 5000);
    CHECK(health.self_tests->at(1).result == "passed");
    CHECK_FALSE(health.self_tests->at(1).lba);
}

TEST_CASE("a status byte of 0 leaves open whether there was a test, and a log settles it",
          "[smart]") {
    auto pages = pages_of(healthy());
    CHECK(health_of(pages).last_self_test->result == "passed_or_never_run");
    auto log = made_self_test_log();
    log[508] = 0;  // no newest one
    log[511] += 2;
    pages[SmartPage::self_tests] = log;
    CHECK(health_of(pages).last_self_test->result == "never_run");
    CHECK(health_of(pages).notes.empty());
    log[508] = 1;
    log[511] -= 1;
    pages[SmartPage::self_tests] = log;
    CHECK(health_of(pages).last_self_test->result == "passed");
    CHECK(health_of(pages).last_self_test->at_hours == 1200);
    log[511] -= 1;  // its sum is wrong
    pages[SmartPage::self_tests] = log;
    CHECK(health_of(pages).last_self_test->result == "passed_or_never_run");
    CHECK_FALSE(health_of(pages).self_tests);
    CHECK(health_of(pages).notes.size() == 1);
    CHECK(health_of(pages).status == DiskStatus::good);
}

TEST_CASE("a failed self-test is noted with its sector, and a share no test has left is none",
          "[smart]") {
    auto disk = healthy();
    disk.execution_status = 0x76;
    auto pages = pages_of(disk);
    REQUIRE(health_of(pages).notes.size() == 1);
    CHECK(health_of(pages).notes[0].en == "last self-test: read failure (60 % were left)");
    pages[SmartPage::self_tests] = made_self_test_log();
    CHECK(health_of(pages).notes.at(0).fr ==
          "dernier autotest : échec de lecture (60 % restaient), LBA 5000");
    CHECK(health_of(pages).status == DiskStatus::good);
    disk.execution_status = 0xff;
    CHECK(health_of(pages_of(disk)).last_self_test->result == "in_progress");
    CHECK_FALSE(health_of(pages_of(disk)).last_self_test->remaining_percent);
    CHECK(health_of(pages_of(disk)).notes.empty());
}

TEST_CASE("nothing of a page with a wrong checksum is used, and the disk is not good", "[smart]") {
    auto disk = healthy();
    disk.attributes[4].raw = 8;  // 197: pending
    auto pages = pages_of(disk);
    pages[SmartPage::data][400] ^= 1;
    const auto health = health_of(pages);
    CHECK(health.status == DiskStatus::unknown);
    REQUIRE(health.reasons.size() == 1);
    CHECK(health.reasons[0].en == "SMART data: wrong checksum, nothing of it is used");
    CHECK_FALSE(health.pending_sectors);
    CHECK_FALSE(health.last_self_test);
    CHECK(find(health, 197).raw == 8);
    CHECK(find(health, 197).suspect);
    pages[SmartPage::verdict] = Bytes(4);
    CHECK(health_of(pages).status == DiskStatus::bad);  // the disk says so itself
}

TEST_CASE("limits whose page is damaged are noted, and judge no more than none", "[smart]") {
    const auto [pending, status] = GENERATE(table<std::uint64_t, DiskStatus>({
        {0, DiskStatus::good},
        {3, DiskStatus::warning},
    }));
    auto disk = healthy();
    disk.attributes[0].current = 1;  // below its threshold
    disk.attributes[4].raw = pending;
    auto pages = pages_of(disk);
    CHECK(health_of(pages).status == DiskStatus::bad);
    pages[SmartPage::thresholds][400] ^= 1;
    const auto health = health_of(pages);
    CHECK(health.status == status);
    REQUIRE(health.notes.size() == 1);
    CHECK(health.notes[0].en == "SMART thresholds: wrong checksum, nothing of it is used");
    CHECK_FALSE(find(health, 5).threshold);
    pages.erase(SmartPage::thresholds);
    CHECK(health_of(pages).status == status);
    CHECK(health_of(pages).notes.empty());
}

TEST_CASE("a page that nobody wrote adds up, and is none", "[smart]") {
    const auto byte = GENERATE(std::uint8_t{0}, std::uint8_t{0xff});
    auto pages = pages_of(healthy());
    pages[SmartPage::data] = pages[SmartPage::thresholds] = Bytes(512, byte);
    const auto health = health_of(pages);
    CHECK(health.status == DiskStatus::unknown);
    CHECK(health.reasons.size() == 1);
    CHECK(health.notes.size() == 1);
    CHECK(health.attributes.empty());
    CHECK_FALSE(health.last_self_test);
}

TEST_CASE("every reference reading parses, and no absurd count is believed", "[smart]") {
    const auto* const shared = std::getenv("BANC_SHARED");
    if (shared == nullptr) return;  // the rules are held by the made disks above
    std::size_t seen = 0;
    for (const auto& file :
         std::filesystem::directory_iterator(std::filesystem::path(shared) / "data" / "smart")) {
        CAPTURE(file.path().string());
        const auto pages = load_smart_file(file.path().string());
        REQUIRE(pages);
        const auto health = health_of(*pages);
        CHECK(health.model);
        CHECK(health.serial);
        CHECK(health.attributes.size() > 10);
        CHECK(health.power_on_hours.value_or(-1) >= 0);
        CHECK(health.reallocated_sectors.value_or(0) < 65536);
        CHECK(health.pending_sectors.value_or(0) < 65536);
        ++seen;
    }
    CHECK(seen >= 7);
}

}  // namespace banc
