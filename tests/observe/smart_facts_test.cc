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
}

TEST_CASE("another serial number or model is a disk replaced, and nothing else", "[smart]") {
    auto other = disk();
    other.serial = "BA-0002";
    other.status = DiskStatus::bad;
    other.reallocated_sectors = 90;
    CHECK(smart_facts(disk(), other) ==
          std::vector<SmartFact>{{"replaced", "serial BA-0001 -> BA-0002"}});
    auto larger = disk();
    larger.model = "BANC ATELIER 1000";
    CHECK(smart_facts(disk(), larger) ==
          std::vector<SmartFact>{{"replaced", "model BANC ATELIER 500 -> BANC ATELIER 1000"}});
}

TEST_CASE("what a disk does not tell is no difference", "[smart]") {
    auto mute = disk();
    mute.serial.reset();
    mute.model.reset();
    mute.reallocated_sectors.reset();
    mute.status = DiskStatus::unknown;
    CHECK(smart_facts(disk(), mute).empty());
    CHECK(smart_facts(mute, disk()).empty());
}

TEST_CASE("a disk that gets worse says how", "[smart]") {
    auto worse = disk();
    worse.status = DiskStatus::warning;
    worse.reallocated_sectors = 12;
    worse.pending_sectors = 1;
    CHECK(smart_facts(disk(), worse) ==
          std::vector<SmartFact>{{"status_changed", "status good -> warning"},
                                 {"reallocated_grew", "reallocated 4 -> 12"},
                                 {"pending_grew", "pending 0 -> 1"}});
    worse.reallocated_sectors = 3;
    CHECK(smart_facts(disk(), worse).size() == 2);
}

TEST_CASE("a self-test that ended is told once, and a log that could not be read is none",
          "[smart]") {
    auto before = disk();
    auto now = disk();
    now.self_tests = {SelfTest{.kind = "short", .result = "passed", .at_hours = 1200}};
    CHECK(smart_facts(before, now).empty());
    before.self_tests.emplace();
    CHECK(smart_facts(before, now) == std::vector<SmartFact>{{"self_test_ended", "short passed"}});
    CHECK(smart_facts(now, now).empty());
    auto failed = now;
    failed.self_tests->front().result = "read_failure";
    CHECK(smart_facts(now, failed).size() == 1);
}

TEST_CASE("one reading as a row holds what the disk tells, and nothing else", "[smart]") {
    auto now = disk();
    CHECK(smart_row(now) == std::map<std::string, std::string>{{"serial", "BA-0001"},
                                                               {"model", "BANC ATELIER 500"},
                                                               {"status", "good"},
                                                               {"reallocated", "4"},
                                                               {"pending", "0"}});
    CHECK(smart_row(DiskHealth{}).empty());
    now.self_tests.emplace();
    CHECK(smart_row(now).at("selftest") == "none");
    now.self_tests->push_back({.kind = "extended", .result = "read_failure"});
    CHECK(smart_row(now).at("selftest") == "read_failure");
    CHECK(smart_row(now).at("selftest_kind") == "extended");
    now.last_self_test = SelfTest{.kind = "", .result = "in_progress"};
    CHECK(smart_row(now).at("selftest") == "in_progress");
}

}  // namespace banc
