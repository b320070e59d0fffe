// SPDX-License-Identifier: EUPL-1.2
// An NVMe controller's health: Identify Controller (4096 bytes) and Get Log Page 02h (512 bytes),
// by the NVM Express base specification 1.4, §5.15.2.2 and §5.14.1.2.
#pragma once

#include "drivers/smart/disk_health.h"
#include "drivers/smart/smart_blob.h"

namespace banc {

// Attributes are the fields of the health page; `id` is where each begins.
DiskHealth nvme_health(const SmartBlob& pages);

}  // namespace banc
