// SPDX-License-Identifier: EUPL-1.2
// What a daemon says to its guard, one JSON object a line (bench/guard/PROTOCOL.md), for both of
// its ends.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "bench/core/json.h"
#include "bench/inject/line_switch.h"

namespace banc::guard {

inline constexpr std::string_view kSocket = "guard";  // its name in DIR
// Three paths and a few words: the longest path a kernel takes is 4096 bytes.
inline constexpr std::size_t kLineMax = 16 * 1024;

struct Hello {
    std::int64_t pid = 0;
    std::int64_t started = 0;  // field 22 of /proc/PID/stat: tells this process from a later one
    std::string exam;          // absolute path of the exam's folder
    std::string bench;         // absolute path of bench.yaml
    std::string virtual_dir;   // folder of the sockets of `banc virtual`; empty: none
    std::string data{};        // folder of the bench's state; empty: nothing is known of its boards
    friend bool operator==(const Hello&, const Hello&) = default;
};
struct Beat {
    friend bool operator==(const Beat&, const Beat&) = default;
};
struct LineSaid {
    std::string line;
    Position to = Position::fault;
    friend bool operator==(const LineSaid&, const LineSaid&) = default;
};
struct Goodbye {
    friend bool operator==(const Goodbye&, const Goodbye&) = default;
};
using Message = std::variant<Hello, Beat, LineSaid, Goodbye>;

// Errc::invalid for what the protocol does not know.
Result<Message> read_message(std::string_view line);
// With its line end.
std::string line_of(const Message& message);

}  // namespace banc::guard
