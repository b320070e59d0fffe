// SPDX-License-Identifier: EUPL-1.2
// A signed head of the chain: one line of the file `anchors`. It is what reveals a tail that was
// cut off, which a chain alone can't.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bench/journal/crypto.h"

namespace banc {

// Lines are read whole: a day of phases is a dozen anchors of 300 bytes.
inline constexpr std::size_t kAnchorsMax = 1U << 20U;

struct Anchor {
    enum class Of { phase, closing };
    std::uint64_t number = 0;  // from 1, without gaps
    std::uint64_t seq = 0;     // the record it covers, and with it all before
    Hash hash{};               // of that record
    WallTime wall;
    Of of = Of::phase;
};

// One line of canonical JSON, with its line end.
std::string sign_anchor(const Anchor& anchor, const SigningKey& key);

// Errc::corrupt unless the line (without its end) is spelled exactly as sign_anchor() does and the
// signature is genuine.
Result<Anchor> read_anchor(std::string_view line, const PublicKey& key);

}  // namespace banc
