// SPDX-License-Identifier: EUPL-1.2
// A reading of a disk as bytes that can be kept: libatasmart's own file (`skdump --save`), whose
// sections have a tag, a length and bytes, and two more tags of the same shape for NVMe, one for
// the log of self-tests, which libatasmart skips.
#pragma once

#include <map>

#include "bench/core/bytes.h"
#include "bench/core/error.h"

namespace banc {

enum class SmartPage {
    identify,       // IDFY: ATA IDENTIFY DEVICE
    verdict,        // SMST: RETURN STATUS, 1 when good
    data,           // SMDT: SMART READ DATA
    thresholds,     // SMTH: SMART READ THRESHOLDS
    self_tests,     // STLG: SMART READ LOG 06h
    nvme_identify,  // NVID: Identify Controller
    nvme_health,    // NVLG: Get Log Page 02h
};

// Each page has the size its command gives.
using SmartBlob = std::map<SmartPage, Bytes>;

inline constexpr std::size_t kMaxSmartBlob = 16 * 1024;  // all pages together stay below 7 KiB

// A person's file may be anything. Errors: invalid, with `file` as their place.
Result<SmartBlob> parse_smart_blob(ByteView bytes, const std::string& file);
// The same bytes for the same pages.
Bytes encode_smart_blob(const SmartBlob& blob);

// Only 0 or only FFh: nobody wrote this page.
bool is_blank(ByteView page);
// The 512 bytes of an ATA page add up to 0: what comes over a bad cable does not. Blank ones do.
bool checksum_holds(ByteView page);

}  // namespace banc
