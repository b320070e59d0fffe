// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/show_disk.h"

namespace banc {
namespace {

template <class T>
Json or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json();
}

Json both(const std::vector<Text>& texts) {
    Json out = Json::array();
    for (const auto& one : texts) out.push_back({{"fr", one.fr}, {"en", one.en}});
    return out;
}

Json as_json(const DiskAttribute& attribute) {
    return {{"id", attribute.id},
            {"name", attribute.name},
            {"raw", attribute.raw},
            {"suspect", attribute.suspect},
            {"words", attribute.words},
            {"current", or_null(attribute.current)},
            {"worst", or_null(attribute.worst)},
            {"threshold", or_null(attribute.threshold)},
            {"prefailure", attribute.prefailure},
            {"limit", word(attribute.limit)}};
}

Json as_json(const SelfTest& test) {
    return {{"kind", test.kind.empty() ? Json() : Json(test.kind)},
            {"result", test.result},
            {"remaining_percent", or_null(test.remaining_percent)},
            {"at_hours", or_null(test.at_hours)},
            {"lba", or_null(test.lba)}};
}

}  // namespace

Json to_json(const DiskHealth& health) {
    Json out{{"bus", health.bus},
             {"model", or_null(health.model)},
             {"serial", or_null(health.serial)},
             {"firmware", or_null(health.firmware)},
             {"status", word(health.status)},
             {"reasons", both(health.reasons)},
             {"notes", both(health.notes)},
             {"capacity_bytes", or_null(health.capacity_bytes)},
             {"power_on_hours", or_null(health.power_on_hours)},
             {"power_cycles", or_null(health.power_cycles)},
             {"temperature_c", or_null(health.temperature_c)},
             {"reallocated_sectors", or_null(health.reallocated_sectors)},
             {"pending_sectors", or_null(health.pending_sectors)},
             {"opinion", or_null(health.opinion)}};
    out["attributes"] = Json::array();
    for (const auto& attribute : health.attributes) out["attributes"].push_back(as_json(attribute));
    if (health.last_self_test) out["last_self_test"] = as_json(*health.last_self_test);
    if (!health.self_tests) return out;
    out["self_tests"] = Json::array();
    for (const auto& test : *health.self_tests) out["self_tests"].push_back(as_json(test));
    return out;
}

}  // namespace banc
