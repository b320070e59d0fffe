// SPDX-License-Identifier: EUPL-1.2
// The workshop's name server: one DNS query to one response (RFC 1035 §4).
#pragma once

#include <array>
#include <optional>

#include "bench/core/bytes.h"

namespace banc {

using Ipv4 = std::array<std::uint8_t, 4>;
inline constexpr Ipv4 kServerAddress{192, 168, 50, 1};
inline constexpr Ipv4 kPrinterAddress{192, 168, 50, 20};

// Nothing for what is not a standard query with one question.
std::optional<Bytes> dns_answer(ByteView query);

}  // namespace banc
