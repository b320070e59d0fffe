// SPDX-License-Identifier: EUPL-1.2
#include "bench/core/bytes.h"

namespace banc {

std::string hex(ByteView bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        out += digits[byte >> 4U];
        out += digits[byte & 0x0fU];
    }
    return out;
}

}  // namespace banc
