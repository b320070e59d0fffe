// SPDX-License-Identifier: EUPL-1.2
// Writes records as the exam would, at times given in milliseconds since the opening of the exam.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bench/journal/record.h"

namespace banc::sample {

class Journal {
public:
    static constexpr std::int64_t kOpened = 5'000'000'000'000;  // monotonic ns of the opening
    [[nodiscard]] static std::int64_t ns(std::int64_t at_ms) { return kOpened + at_ms * 1'000'000; }

    // Ascending times only. Heartbeats that are due are written first.
    std::uint64_t add(std::int64_t at_ms, const std::string& kind, Json body);
    void state(std::int64_t at_ms, const char* from, const char* signal, const char* to);
    std::uint64_t fact(std::int64_t at_ms, const std::string& id, const std::string& text);
    std::uint64_t probe(std::int64_t at_ms, const char* purpose, const std::string& verb,
                        const Json& states);

    // From now on a heartbeat every 5 s, and at each state change.
    void beat_from(std::int64_t at_ms) {
        last_beat_ = at_ms;
        next_beat_ = at_ms + kBeatMs;
    }
    void beat_stop() { next_beat_.reset(); }
    void contacts(Json positions) { contacts_ = std::move(positions); }
    void sources(std::vector<std::string> alive) { sources_ = std::move(alive); }

    [[nodiscard]] const std::vector<Record>& records() const { return records_; }
    [[nodiscard]] const std::vector<std::uint64_t>& heartbeats() const { return heartbeats_; }

private:
    static constexpr std::int64_t kBeatMs = 5000;
    std::uint64_t write(std::int64_t at_ms, const std::string& kind, Json body);
    void beat(std::int64_t at_ms);

    std::vector<Record> records_;
    std::vector<std::uint64_t> heartbeats_;
    std::optional<std::int64_t> next_beat_;
    std::int64_t last_beat_ = 0;
    Json contacts_ = Json::object();
    std::vector<std::string> sources_{"pc.agent", "pc.console"};
};

}  // namespace banc::sample
