// SPDX-License-Identifier: EUPL-1.2
// How a disk is, in the words of a technician: what it reports, what may be believed of it, and
// why. What the disk does not report, or reports in a way nobody can read for sure, is absent.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bench/core/error.h"

namespace banc {

// From the disk's own verdict, its thresholds and its plain raw values; never from a suspect one.
// unknown: nothing bad was seen, but the disk gave no verdict of its own.
enum class DiskStatus { good, warning, bad, unknown };
std::string_view word(DiskStatus status);

struct DiskAttribute {
    int id = 0;  // ATA: 1 to 255; NVMe: where the field begins in the health page
    std::string name;
    std::uint64_t raw = 0;
    // The raw bytes are not one plausible number: several are packed into them, or it is none.
    bool suspect = false;
    std::array<std::uint16_t, 3> words{};  // of `raw`, low first: where packed numbers show
    // ATA only: normalised values and the limit the maker set; absent when not maintained.
    std::optional<int> current = {}, worst = {}, threshold = {};
    bool prefailure = false;  // below its threshold the disk is about to fail; else it is worn
    enum class Limit { kept, once_crossed, crossed } limit = Limit::kept;
};
std::string_view word(DiskAttribute::Limit limit);

// One entry of the disk's log, or its last words on a test.
struct SelfTest {
    std::string kind;                           // "short", "extended", "conveyance", …
    std::string result;                         // "passed", "read_failure", … (self_test.cc)
    std::optional<int> remaining_percent = {};  // of a test that did not reach its end
    std::optional<int> at_hours = {};           // age of the disk, modulo 65536 on ATA
    std::optional<std::uint64_t> lba = {};      // first sector that could not be read
};

struct DiskHealth {
    std::string bus;  // "ata" or "nvme"
    std::optional<std::string> model, serial, firmware;
    DiskStatus status = DiskStatus::unknown;
    std::vector<Text> reasons;  // what made the status
    std::vector<Text> notes;    // what a reader should know, and did not count
    std::optional<std::uint64_t> capacity_bytes;
    std::optional<std::int64_t> power_on_hours, temperature_c, power_cycles;
    std::optional<std::int64_t> reallocated_sectors, pending_sectors;
    std::vector<DiskAttribute> attributes;
    std::optional<SelfTest> last_self_test;
    std::optional<std::vector<SelfTest>> self_tests;  // newest first; absent: no log was read
    // libatasmart's overall word. It adds up raw values as they come, packed or not.
    std::optional<std::string> opinion;
};

// Worse than what was known? Then this is the status, and this is why.
void worsen(DiskHealth& health, DiskStatus status, Text reason);

}  // namespace banc
