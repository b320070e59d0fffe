// SPDX-License-Identifier: EUPL-1.2
// A disk, or a file that holds a reading of one, whichever kind it is.
#pragma once

#include "drivers/smart/disk_health.h"
#include "drivers/transport/atasmart.h"

namespace banc {

// From pages to health, ATA or NVMe.
DiskHealth health_of(const SmartBlob& pages);

// Blocks, for as long as the disk likes: SmartWorker is the way round.
Result<SmartBlob> sample_disk(const std::string& device, Wake wake);

// What `skdump --save` or a sample of ours wrote.
Result<SmartBlob> load_smart_file(const std::string& path);

}  // namespace banc
