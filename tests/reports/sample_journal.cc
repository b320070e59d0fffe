// SPDX-License-Identifier: EUPL-1.2
#include "tests/reports/sample_journal.h"

#include <algorithm>

namespace banc::sample {
namespace {

// 12 June 2026, 14:03:27 UTC: the wall clock at the opening.
constexpr std::int64_t kOpenedWall = 1'781'273'007'000'000'000;

}  // namespace

std::uint64_t Journal::write(std::int64_t at_ms, const std::string& kind, Json body) {
    Record record;
    record.seq = records_.size() + 1;
    record.at = {Nanos{ns(at_ms)}, WallTime{kOpenedWall + at_ms * 1'000'000}};
    record.kind = kind;
    record.body = std::move(body);
    record.hash.fill(static_cast<std::uint8_t>(record.seq));
    records_.push_back(std::move(record));
    return records_.size();
}

void Journal::beat(std::int64_t at_ms) {
    Json alive = Json::object();
    for (const auto& source : sources_) alive[source] = {ns(last_beat_), ns(at_ms)};
    last_beat_ = at_ms;
    heartbeats_.push_back(
        write(at_ms, "heartbeat", {{"contacts", contacts_}, {"alive", std::move(alive)}}));
}

std::uint64_t Journal::add(std::int64_t at_ms, const std::string& kind, Json body) {
    for (; next_beat_ && *next_beat_ <= at_ms; *next_beat_ += kBeatMs) beat(*next_beat_);
    return write(at_ms, kind, std::move(body));
}

void Journal::state(std::int64_t at_ms, const char* from, const char* signal, const char* to) {
    add(at_ms, "state", {{"from", from}, {"signal", signal}, {"to", to}});
    if (next_beat_) beat(at_ms);
}

std::uint64_t Journal::fact(std::int64_t at_ms, const std::string& id, const std::string& text) {
    return add(at_ms, "fact",
               {{"fact", id},
                {"source", "pc.console"},
                {"trust", "console"},
                {"text", text},
                {"at_ns", ns(at_ms)}});
}

std::uint64_t Journal::probe(std::int64_t at_ms, const char* purpose, const std::string& verb,
                             const Json& states) {
    const bool good =
        std::all_of(states.begin(), states.end(), [](const Json& v) { return v == true; });
    const Json answer = {{{"status", good ? "ok" : "error"}}};
    return add(at_ms, "probe",
               {{"agent", "pc.agent"},
                {"verb", verb},
                {"nonce", "5f0c91"},
                {"purpose", purpose},
                {"status", "answered"},
                {"answer", answer},
                {"states", states},
                {"asked_ns", ns(at_ms - 20)}});
}

}  // namespace banc::sample
