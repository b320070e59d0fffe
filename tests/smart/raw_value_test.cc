// SPDX-License-Identifier: EUPL-1.2
// Raw values as real disks pack them, and what remains of them.
#include "drivers/smart/raw_value.h"

#include <catch2/catch.hpp>

namespace banc {
namespace {

constexpr std::uint64_t kDisk = 976773168;

struct Row {
    RawKind kind;
    std::uint64_t raw;
    std::optional<std::int64_t> value;
    bool suspect;
};

std::uint64_t words(std::uint64_t low, std::uint64_t middle, std::uint64_t high) {
    return low | middle << 16 | high << 32;
}

}  // namespace

TEST_CASE("a count of sectors is one number, or it is nobody's", "[smart]") {
    const auto row = GENERATE(values<Row>({
        {RawKind::sectors, 0, 0, false},
        {RawKind::sectors, 1783, 1783, false},
        {RawKind::sectors, 65535, 65535, false},
        {RawKind::sectors, words(43, 43, 0), {}, true},  // 2 818 091
        {RawKind::sectors, 282013244, {}, true},
        {RawKind::sectors, words(0, 17, 0), {}, true},
        {RawKind::sectors, words(5, 0, 2000), {}, true},
        {RawKind::sectors, 0xffffffff, {}, true},
        {RawKind::errors, words(54, 15, 2), {}, true},
        {RawKind::errors, 88, 88, false},
    }));
    CAPTURE(row.raw);
    const auto read = read_raw(row.kind, row.raw, kDisk);
    CHECK(read.value == row.value);
    CHECK(read.suspect == row.suspect);
}

TEST_CASE("no disk has more bad sectors than sectors", "[smart]") {
    CHECK(read_raw(RawKind::sectors, 4097, 4096).suspect);
    CHECK_FALSE(read_raw(RawKind::sectors, 4097, 0).suspect);  // nobody knows its size
}

TEST_CASE("times come in hours, whatever the maker counts in", "[smart]") {
    const auto row = GENERATE(values<Row>({
        {RawKind::hours, 30387, 30387, false},
        {RawKind::minutes, 28870, 481, false},
        {RawKind::half_minutes, 28870, 240, false},
        {RawKind::seconds, 7200, 2, false},
        {RawKind::hours, words(8055, 0, 977), 8055, true},     // milliseconds above 32 bits
        {RawKind::hours, 8055 | 12ULL << 24, 8055, true},      // minutes above 24 bits
        {RawKind::hours, words(65535, 255, 65535), {}, true},  // 1914 years either way
    }));
    CAPTURE(row.raw);
    const auto read = read_raw(row.kind, row.raw, kDisk);
    CHECK(read.value == row.value);
    CHECK(read.suspect == row.suspect);
}

TEST_CASE("a temperature is its low byte, with or without its extremes", "[smart]") {
    const auto row = GENERATE(values<Row>({
        {RawKind::celsius, 36, 36, false},
        {RawKind::celsius, words(30, 19, 37), 30, true},
        {RawKind::celsius, words(30 | 26 << 8, 34, 0), 30, true},
        {RawKind::celsius, 0xfb, -5, false},
        {RawKind::celsius, 200, {}, true},
        {RawKind::celsius, 0xff, {}, true},
        {RawKind::celsius, 0xffffffffffff, {}, true},
        {RawKind::celsius, words(0xff, 30, 0), -1, true},
        {RawKind::deci_celsius, 315, 31, false},
        {RawKind::deci_celsius, 65535, {}, true},
    }));
    CAPTURE(row.raw);
    const auto read = read_raw(row.kind, row.raw, kDisk);
    CHECK(read.value == row.value);
    CHECK(read.suspect == row.suspect);
}

TEST_CASE("starts and volumes may be large, within reason", "[smart]") {
    CHECK_FALSE(read_raw(RawKind::wear, 186745, kDisk).suspect);
    CHECK(read_raw(RawKind::wear, words(75, 0, 9), kDisk).suspect);
    CHECK_FALSE(read_raw(RawKind::volume, words(1, 2, 3), kDisk).suspect);
    CHECK(read_raw(RawKind::volume, 0xffffffffffff, kDisk).suspect);
}

}  // namespace banc
