// SPDX-License-Identifier: EUPL-1.2
#include "drivers/smart/disk_health.h"

#include <utility>

namespace banc {
namespace {

int rank(DiskStatus status) {
    switch (status) {
        case DiskStatus::good: return 0;
        case DiskStatus::unknown: return 1;
        case DiskStatus::warning: return 2;
        case DiskStatus::bad: return 3;
    }
    return 1;
}

}  // namespace

std::string_view word(DiskStatus status) {
    switch (status) {
        case DiskStatus::good: return "good";
        case DiskStatus::warning: return "warning";
        case DiskStatus::bad: return "bad";
        case DiskStatus::unknown: return "unknown";
    }
    return "unknown";
}

std::string_view word(DiskAttribute::Limit limit) {
    switch (limit) {
        case DiskAttribute::Limit::kept: return "kept";
        case DiskAttribute::Limit::once_crossed: return "once_crossed";
        case DiskAttribute::Limit::crossed: return "crossed";
    }
    return "kept";
}

void worsen(DiskHealth& health, DiskStatus status, Text reason) {
    if (rank(status) > rank(health.status)) health.status = status;
    health.reasons.push_back(std::move(reason));
}

}  // namespace banc
