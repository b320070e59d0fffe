// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/smart_facts.h"

#include <fmt/format.h>

namespace banc {
namespace {

using Label = std::optional<std::string>;
using Count = std::optional<std::int64_t>;

void compare(std::vector<SmartFact>& out, std::string_view what, const Label& before,
             const Label& now) {
    if (!before || !now || *before == *now || !out.empty()) return;
    out.push_back({"disk_replaced", fmt::format("{} {} -> {}", what, plain(*before), plain(*now))});
}

void grown(std::vector<SmartFact>& out, std::string_view what, const Count& before,
           const Count& now) {
    if (!before || !now || *now <= *before) return;
    out.push_back({fmt::format("{}_grew", what), fmt::format("{} {} -> {}", what, *before, *now)});
}

}  // namespace

std::vector<SmartFact> smart_facts(const DiskHealth& before, const DiskHealth& now) {
    std::vector<SmartFact> out;
    compare(out, "serial", before.serial, now.serial);
    compare(out, "model", before.model, now.model);
    if (!out.empty()) return out;
    if (before.status != now.status)
        out.push_back(
            {"disk_status", fmt::format("status {} -> {}", word(before.status), word(now.status))});
    grown(out, "reallocated", before.reallocated_sectors, now.reallocated_sectors);
    grown(out, "pending", before.pending_sectors, now.pending_sectors);
    return out;
}

std::map<std::string, bool> smart_states(const DiskHealth& now) {
    if (now.status == DiskStatus::unknown) return {};
    return {{"disk_good", now.status == DiskStatus::good},
            {"disk_failing", now.status == DiskStatus::bad}};
}

}  // namespace banc
