// SPDX-License-Identifier: EUPL-1.2
#include "drivers/smart/raw_value.h"

#include <algorithm>
#include <array>
#include <utility>

namespace banc {
namespace {

// Seen on real disks: 43 reallocations twice in one value (0x002b002b, "2 818 091 sectors"), a
// count of 282 013 244 pending sectors on a disk that has 234 441 648. Spare areas hold some
// thousands of sectors: what does not fit 16 bits is not one count of them.
constexpr std::uint64_t kMostErrors = 0xffff;
constexpr std::uint64_t kMostWear = 0xffffff;       // once a minute for thirty years
constexpr std::uint64_t kAllOnes = 0xffffffffffff;  // "not measured"

constexpr std::array<std::pair<std::string_view, RawKind>, 22> kKinds{{
    {"reallocated-sector-count", RawKind::sectors},
    {"current-pending-sector", RawKind::sectors},
    {"offline-uncorrectable", RawKind::sectors},
    {"reported-uncorrect", RawKind::sectors},
    {"uncorrectable-ecc-count", RawKind::sectors},
    {"start-stop-count", RawKind::wear},
    {"power-cycle-count", RawKind::wear},
    {"power-off-retract-count", RawKind::wear},
    {"load-cycle-count", RawKind::wear},
    {"load-cycle-count-2", RawKind::wear},
    {"power-on-hours", RawKind::hours},
    {"loaded-hours", RawKind::hours},
    {"head-flying-hours", RawKind::hours},
    {"power-on-minutes", RawKind::minutes},
    {"power-on-half-minutes", RawKind::half_minutes},
    {"power-on-seconds", RawKind::seconds},
    {"airflow-temperature-celsius", RawKind::celsius},
    {"temperature-celsius", RawKind::celsius},
    {"temperature-celsius-2", RawKind::celsius},
    {"temperature-centi-celsius", RawKind::deci_celsius},  // libatasmart's name for tenths
    {"total-lbas-written", RawKind::volume},
    {"total-lbas-read", RawKind::volume},
}};

RawValue count(std::uint64_t raw, std::uint64_t most) {
    if (raw > most) return {{}, true};
    return {static_cast<std::int64_t>(raw), false};
}

// Makers that pack something beside the hours keep them in the low 32 or 24 bits.
RawValue time(std::uint64_t raw, std::uint64_t per_hour) {
    const auto most = kMostHours * per_hour;
    for (const std::uint64_t mask : {kAllOnes, std::uint64_t{0xffffffff}, std::uint64_t{0xffffff}})
        if ((raw & mask) <= most)
            return {static_cast<std::int64_t>((raw & mask) / per_hour), (raw & mask) != raw};
    return {{}, true};
}

// The low byte is the temperature now on every disk known; what is above it, extremes or a count.
// FFh, alone or below five more of its like, is what a sensor that is not there leaves, and no -1.
RawValue temperature(std::uint64_t raw) {
    const auto now = std::int64_t{static_cast<std::int8_t>(raw & 0xff)};
    const bool packed = raw > 0xff;
    if (raw == 0xff || raw == kAllOnes || now < kColdest || now > kHottest) return {{}, true};
    return {now, packed};
}

RawValue tenths(std::uint64_t raw) {
    const auto now = static_cast<std::int64_t>(raw & 0xffff) / 10;
    if (now > kHottest) return {{}, true};
    return {now, raw > 0xffff};
}

}  // namespace

RawKind raw_kind(std::string_view name) {
    const auto* const found =
        std::ranges::find(kKinds, name, &std::pair<std::string_view, RawKind>::first);
    return found == kKinds.end() ? RawKind::errors : found->second;
}

RawValue read_raw(RawKind kind, std::uint64_t raw, std::uint64_t sectors) {
    switch (kind) {
        case RawKind::sectors:
            return count(raw, sectors == 0 ? kMostErrors : std::min(kMostErrors, sectors));
        case RawKind::errors: return count(raw, kMostErrors);
        case RawKind::wear: return count(raw, kMostWear);
        case RawKind::hours: return time(raw, 1);
        case RawKind::minutes: return time(raw, 60);
        case RawKind::half_minutes: return time(raw, 120);
        case RawKind::seconds: return time(raw, 3600);
        case RawKind::celsius: return temperature(raw);
        case RawKind::deci_celsius: return tenths(raw);
        case RawKind::volume: return count(raw, kAllOnes - 1);
    }
    return {{}, true};
}

}  // namespace banc
