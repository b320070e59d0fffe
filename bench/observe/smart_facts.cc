// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/smart_facts.h"

#include <fmt/format.h>

#include <tuple>

namespace banc {
namespace {

using Label = std::optional<std::string>;
using Count = std::optional<std::int64_t>;

void compare(std::vector<SmartFact>& out, std::string_view what, const Label& before,
             const Label& now) {
    if (!before || !now || *before == *now || !out.empty()) return;
    out.push_back({"replaced", fmt::format("{} {} -> {}", what, plain(*before), plain(*now))});
}

void grown(std::vector<SmartFact>& out, std::string_view what, const Count& before,
           const Count& now) {
    if (!before || !now || *now <= *before) return;
    out.push_back({fmt::format("{}_grew", what), fmt::format("{} {} -> {}", what, *before, *now)});
}

const SelfTest* newest(const DiskHealth& health) {
    const auto& log = health.self_tests;
    return log && !log->empty() ? &log->front() : nullptr;
}

// The log holds 21 entries and then forgets the oldest: its length alone tells nothing.
void self_test_ended(std::vector<SmartFact>& out, const DiskHealth& before, const DiskHealth& now) {
    const auto* test = newest(now);
    if (!before.self_tests || test == nullptr) return;
    const auto* old = newest(before);
    const auto told = [](const SelfTest& t) { return std::tuple(t.kind, t.result, t.at_hours); };
    const bool longer = before.self_tests->size() < now.self_tests->size();
    if (old != nullptr && !longer && told(*old) == told(*test)) return;
    out.push_back({"self_test_ended", fmt::format("{} {}", test->kind, test->result)});
}

}  // namespace

std::vector<SmartFact> smart_facts(const DiskHealth& before, const DiskHealth& now) {
    std::vector<SmartFact> out;
    compare(out, "serial", before.serial, now.serial);
    compare(out, "model", before.model, now.model);
    if (!out.empty()) return out;
    const bool told = before.status != DiskStatus::unknown && now.status != DiskStatus::unknown;
    if (told && before.status != now.status)
        out.push_back({"status_changed",
                       fmt::format("status {} -> {}", word(before.status), word(now.status))});
    grown(out, "reallocated", before.reallocated_sectors, now.reallocated_sectors);
    grown(out, "pending", before.pending_sectors, now.pending_sectors);
    self_test_ended(out, before, now);
    return out;
}

std::map<std::string, std::string> smart_row(const DiskHealth& health) {
    std::map<std::string, std::string> row;
    const auto put = [&](const char* key, const auto& value) {
        if (value) row[key] = plain(fmt::format("{}", *value));
    };
    put("serial", health.serial);
    put("model", health.model);
    put("firmware", health.firmware);
    put("hours", health.power_on_hours);
    put("celsius", health.temperature_c);
    put("reallocated", health.reallocated_sectors);
    put("pending", health.pending_sectors);
    if (health.status != DiskStatus::unknown) row["status"] = word(health.status);
    if (health.last_self_test && health.last_self_test->result == "in_progress")
        row["selftest"] = "in_progress";
    else if (const auto* test = newest(health))
        row["selftest"] = test->result;
    else if (health.self_tests)
        row["selftest"] = "none";
    if (const auto* test = newest(health)) row["selftest_kind"] = test->kind;
    return row;
}

}  // namespace banc
