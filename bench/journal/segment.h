// SPDX-License-Identifier: EUPL-1.2
// Records as bytes, both ways. Pure: FORMAT.md is the contract, writer.h and reader.h use it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "bench/core/bytes.h"
#include "bench/core/error.h"
#include "bench/journal/record.h"

namespace banc {

// 0xff stands in no UTF-8 text: a payload can't imitate the start of a record.
inline constexpr std::array<std::uint8_t, 4> kMagic{0xff, 'B', 'J', '1'};
// Everything in a record but its kind and its payload.
inline constexpr std::size_t kRecordFixed = 4 + 4 + 8 + 16 + 8 + 8 + 1 + 32 + 32;
// A console line is 4 KiB at most and a probe's answer 64 KiB: ample, and one read buffer.
inline constexpr std::size_t kRecordMax = 1U << 20U;
// Read whole into memory, so bounded; a four-hour exam is a few megabytes.
inline constexpr std::uint64_t kSegmentMax = 64U << 20U;
inline constexpr std::size_t kSegmentsMax = 16;
// Zeros written ahead, so that a commit changes no file size: one disk write less per fdatasync.
inline constexpr std::uint64_t kAhead = 4U << 20U;

// `record.hash` is not read: the hash is the last 32 bytes of what is returned. Refuses
// (Errc::invalid) a kind that is not 1 to 32 of [a-z_], a body that is not an object or holds
// floating-point numbers or bad UTF-8, and more than kRecordMax.
Result<Bytes> encode_record(const Record& record);

// What could be read of one segment file, damaged or not.
struct Segment {
    enum class End {
        exact,  // the last byte is a record's
        zeros,  // space written ahead
        cut,    // an incomplete last record
    };
    std::vector<Record> records;      // each with its own hash right; the chain is not looked at
    std::vector<std::size_t> breaks;  // unreadable bytes stand before these records, ascending;
                                      // records.size(): at the end
    End end = End::exact;
    std::size_t size = 0;     // up to the end of the last record
    std::size_t written = 0;  // up to the last byte that is not zero
};

// Never fails and never reads out of bounds, whatever the bytes.
Segment parse_segment(ByteView bytes);

}  // namespace banc
