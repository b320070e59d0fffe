// SPDX-License-Identifier: EUPL-1.2
// One record of the journal, as a value. Its bytes are in FORMAT.md, its kinds in RECORDS.md.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "bench/core/json.h"
#include "bench/core/time.h"

namespace banc {

using Hash = std::array<std::uint8_t, 32>;  // BLAKE2b-256
using BootId = std::array<std::uint8_t, 16>;

struct Record {
    std::uint64_t seq = 0;  // from 1, without gaps
    BootId boot{};
    Instant at;
    std::string kind;
    Json body;
    Hash previous{};
    Hash hash{};
};

}  // namespace banc
