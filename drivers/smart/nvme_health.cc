// SPDX-License-Identifier: EUPL-1.2
#include "drivers/smart/nvme_health.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "drivers/smart/raw_value.h"

namespace banc {
namespace {

constexpr int kZeroCelsius = 273;
struct Field {
    std::size_t at;
    std::size_t size;
    std::string_view name;
    std::uint64_t least = 0, most = INT64_MAX;  // no count, share or temperature is outside
};
constexpr std::array kFields{
    Field{0, 1, "critical-warning"},
    Field{1, 2, "composite-temperature-kelvin", kZeroCelsius + kColdest, kZeroCelsius + kHottest},
    Field{3, 1, "available-spare", 0, 100},
    Field{4, 1, "available-spare-threshold", 0, 100},
    Field{5, 1, "percentage-used"},
    Field{32, 16, "data-units-read"},
    Field{48, 16, "data-units-written"},
    Field{64, 16, "host-reads"},
    Field{80, 16, "host-writes"},
    Field{96, 16, "controller-busy-minutes"},
    Field{112, 16, "power-cycles"},
    Field{128, 16, "power-on-hours", 0, kMostHours},
    Field{144, 16, "unsafe-shutdowns"},
    Field{160, 16, "media-errors"},
    Field{176, 16, "error-log-entries"},
    Field{192, 4, "minutes-too-warm"},
    Field{196, 4, "minutes-critical"},
};

struct Warning {
    unsigned bit;
    DiskStatus status;
    Text what;
};
const std::array kWarnings{
    Warning{0, DiskStatus::bad, {"réserve de blocs épuisée", "spare blocks used up"}},
    Warning{1, DiskStatus::warning, {"température hors limites", "temperature out of limits"}},
    Warning{2, DiskStatus::bad, {"fiabilité dégradée", "reliability degraded"}},
    Warning{3, DiskStatus::bad, {"passé en lecture seule", "gone read-only"}},
    Warning{4, DiskStatus::bad, {"sauvegarde du cache en panne", "cache backup has failed"}},
    Warning{5, DiskStatus::bad, {"mémoire persistante en panne", "persistent memory has failed"}},
};

// The low 64 bits of a little-endian number.
DiskAttribute read(const Field& field, const Bytes& page) {
    DiskAttribute out;
    out.id = static_cast<int>(field.at);
    out.name = field.name;
    for (std::size_t i = 0; i < field.size; ++i) {
        const auto byte = page[field.at + i];
        if (i < 8) out.raw |= std::uint64_t{byte} << (8 * i);
        if (i >= 8 && byte != 0) out.suspect = true;
    }
    if (out.raw < field.least || out.raw > field.most) out.suspect = true;
    for (std::size_t i = 0; i < out.words.size(); ++i)
        out.words.at(i) = static_cast<std::uint16_t>(out.raw >> (16 * i));
    return out;
}

std::optional<std::int64_t> value(const DiskHealth& health, std::string_view name) {
    const auto found = std::ranges::find(health.attributes, name, &DiskAttribute::name);
    if (found == health.attributes.end() || found->suspect) return {};
    return static_cast<std::int64_t>(found->raw);
}

// Space-padded ASCII (§5.15.2.2).
std::optional<std::string> label(const Bytes& identify, std::size_t at, std::size_t size) {
    std::string out(identify.begin() + static_cast<std::ptrdiff_t>(at),
                    identify.begin() + static_cast<std::ptrdiff_t>(at + size));
    for (auto& c : out) c = c < ' ' || c > '~' ? ' ' : c;
    const auto first = out.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

void judge(DiskHealth& health) {
    health.status = DiskStatus::good;
    const auto critical = static_cast<std::uint64_t>(value(health, "critical-warning").value_or(0));
    for (const auto& warning : kWarnings)
        if ((critical >> warning.bit & 1U) != 0) worsen(health, warning.status, warning.what);
    const auto spare = value(health, "available-spare");
    const auto threshold = value(health, "available-spare-threshold");
    if (spare && threshold && *spare < *threshold)
        worsen(health, DiskStatus::warning,
               text("réserve de blocs : {} %, sous son seuil de {} %",
                    "spare blocks: {} %, below their threshold of {} %", *spare, *threshold));
    if (const auto used = value(health, "percentage-used"); used.value_or(0) >= 100)
        worsen(health, DiskStatus::warning,
               text("endurance consommée : {} %", "endurance used: {} %", *used));
    if (const auto errors = value(health, "media-errors"); errors.value_or(0) > 0)
        worsen(health, DiskStatus::warning,
               text("erreurs d'intégrité des données : {}", "data integrity errors: {}", *errors));
}

}  // namespace

DiskHealth nvme_health(const SmartBlob& pages) {
    DiskHealth health;
    health.bus = "nvme";
    if (const auto found = pages.find(SmartPage::nvme_identify); found != pages.end()) {
        health.serial = label(found->second, 4, 20);
        health.model = label(found->second, 24, 40);
        health.firmware = label(found->second, 64, 8);
    }
    const auto found = pages.find(SmartPage::nvme_health);
    if (found == pages.end() || is_blank(found->second)) {
        worsen(health, DiskStatus::unknown,
               {"le disque n'a pas dit sa santé", "the disk did not tell its health"});
        return health;
    }
    for (const auto& field : kFields) health.attributes.push_back(read(field, found->second));
    if (const auto kelvin = value(health, "composite-temperature-kelvin"))
        health.temperature_c = *kelvin - kZeroCelsius;
    health.power_on_hours = value(health, "power-on-hours");
    health.power_cycles = value(health, "power-cycles");
    judge(health);
    return health;
}

}  // namespace banc
