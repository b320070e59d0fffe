// SPDX-License-Identifier: EUPL-1.2
// From what libatasmart read of an ATA disk to how the disk is: limits, plain values, reasons.
#pragma once

#include "drivers/smart/disk_health.h"
#include "drivers/smart/smart_blob.h"

namespace banc {

// libatasmart's half: identity, the attributes with the names its table of quirks gives them for
// this model, and its opinion. `suspect` and `limit` are not set yet.
struct AtaWords {
    std::optional<std::string> model, serial, firmware;
    std::vector<DiskAttribute> attributes;
    std::optional<std::string> opinion;
};

DiskHealth ata_health(const SmartBlob& pages, AtaWords words);

}  // namespace banc
