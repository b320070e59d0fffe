// SPDX-License-Identifier: EUPL-1.2
// libatasmart, kept behind two doors: the names, quirks and opinion it has for pages already read,
// and a disk it reads itself. Nothing else includes its header.
#pragma once

#include <memory>

#include "drivers/smart/ata_health.h"

struct SkDisk;

namespace banc {

struct SkDiskFree {
    void operator()(SkDisk* disk) const;
};
using AtaDisk = std::unique_ptr<SkDisk, SkDiskFree>;

// Fills nothing in when the pages hold none of it.
AtaWords ata_words(const SmartBlob& pages);

enum class Wake { no, yes };
// A fresh handle for every sample: libatasmart keeps its first count of bad sectors for the life
// of a handle. Blocks; a dying disk holds it for minutes.
Result<SmartBlob> sample_ata(const std::string& device, Wake wake);

}  // namespace banc
