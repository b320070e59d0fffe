// SPDX-License-Identifier: EUPL-1.2
// Where an earlier run left off: as much of its index as the bytes beside it bear out. A run that
// was killed leaves bytes without their line; a power cut also leaves lines without their bytes.
#pragma once

#include <cstdint>
#include <optional>

namespace banc {

struct SizedFile {
    int fd;
    std::uint64_t size;
};

struct LeftOff {
    std::uint64_t index = 0;   // its bytes that count: whole lines
    std::uint64_t raw = 0;     // the bytes those speak of, the last block with its hash
    std::uint64_t spoken = 0;  // what all of the index spoke of
};

// Nothing is changed. None: this is no index of ours, or none of these bytes.
std::optional<LeftOff> left_off(const SizedFile& index, const SizedFile& raw);

}  // namespace banc
