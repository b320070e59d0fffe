// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/smart_facts.h"

#include <catch2/catch.hpp>

namespace banc {
namespace {

DiskHealth disk() {
    DiskHealth out;
    out.model = "BANC ATELIER 500";
    out.serial = "BA-0001";
    out.status = DiskStatus::good;
    out.reallocated_sectors = 4;
    out.pending_sectors = 0;
    return out;
}

}  // namespace

TEST_CASE("a disk that stays as it was is no fact", "[smart]") {
    CHECK(smart_facts(disk(), disk()).empty());
    CHECK(smart_states(disk()) ==
          std::map<std::string, bool>{{"disk_good", true}, {"disk_failing", false}});
}

TEST_CASE("another serial number or model is a disk replaced, and nothing else", "[smart]") {
    auto other = disk();
    other.serial = "BA-0002";
    other.status = DiskStatus::bad;
    other.reallocated_sectors = 90;
    CHECK(smart_facts(disk(), other) ==
          std::vector<SmartFact>{{"disk_replaced", "serial BA-0001 -> BA-0002"}});
    auto larger = disk();
    larger.model = "BANC ATELIER 1000";
    CHECK(smart_facts(disk(), larger) ==
          std::vector<SmartFact>{{"disk_replaced", "model BANC ATELIER 500 -> BANC ATELIER 1000"}});
}

TEST_CASE("what a disk does not tell is no difference", "[smart]") {
    auto mute = disk();
    mute.serial.reset();
    mute.model.reset();
    mute.reallocated_sectors.reset();
    CHECK(smart_facts(disk(), mute).empty());
    CHECK(smart_facts(mute, disk()).empty());
    mute.status = DiskStatus::unknown;
    CHECK(smart_states(mute).empty());
}

TEST_CASE("a disk that gets worse says how", "[smart]") {
    auto worse = disk();
    worse.status = DiskStatus::warning;
    worse.reallocated_sectors = 12;
    worse.pending_sectors = 1;
    CHECK(smart_facts(disk(), worse) ==
          std::vector<SmartFact>{{"disk_status", "status good -> warning"},
                                 {"reallocated_grew", "reallocated 4 -> 12"},
                                 {"pending_grew", "pending 0 -> 1"}});
    worse.reallocated_sectors = 3;
    CHECK(smart_facts(disk(), worse).size() == 2);
}

}  // namespace banc
