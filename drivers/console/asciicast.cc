// SPDX-License-Identifier: EUPL-1.2
#include "drivers/console/asciicast.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "bench/core/json.h"

namespace banc {

Asciicast::Asciicast(Instant begin) : begin_(begin.since_boot) {
    const Json header{{"version", 2},
                      {"width", 80},
                      {"height", 24},
                      {"timestamp", begin.wall.unix_ns / 1'000'000'000}};
    cast_ = header.dump() + '\n';
}

void Asciicast::output(ByteView bytes, Nanos at) {
    std::string shown;
    for (const auto byte : bytes) decoder_.feed(byte, shown);
    if (!shown.empty()) event("o", shown, at);
}

void Asciicast::marker(std::string_view label, Nanos at) { event("m", as_utf8(label), at); }

std::string Asciicast::finish() {
    std::string shown;
    decoder_.finish(shown);
    if (!shown.empty()) event("o", shown, last_);
    return std::move(cast_);
}

void Asciicast::event(std::string_view type, std::string_view data, Nanos at) {
    last_ = std::max(last_, at);
    const std::chrono::duration<double> since = std::max(last_ - begin_, Nanos{0});
    cast_ += fmt::format("[{:.6f}, \"{}\", {}]\n", since.count(), type, Json(data).dump());
}

}  // namespace banc
