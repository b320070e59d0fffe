// SPDX-License-Identifier: EUPL-1.2
// The bytes of a `board-<name>` socket (bench/virtual/PROTOCOL.md), for both of its ends. A request
// is {op, report, length, payload}, an answer {status, length, payload}, one byte each but for the
// payload. Requests are answered in order, one answer each.
#pragma once

#include <cstddef>
#include <cstdint>

namespace banc::board_wire {

inline constexpr std::size_t kRequestHeader = 3;
inline constexpr std::size_t kAnswerHeader = 2;

inline constexpr std::size_t kPayloadMax = 255;

inline constexpr std::uint8_t kWrite = 0;  // length bytes follow; the answer is what the board says
inline constexpr std::uint8_t kRead = 1;   // length is how many are wanted, nothing follows

inline constexpr std::uint8_t kDone = 0;
inline constexpr std::uint8_t kStall = 1;
inline constexpr std::uint8_t kGone = 2;
inline constexpr std::uint8_t kBusy = 3;  // another connection holds the board

}  // namespace banc::board_wire
