// SPDX-License-Identifier: EUPL-1.2
// An NVMe controller asked through the kernel's own door for commands: NVME_IOCTL_ADMIN_CMD.
#pragma once

#include "drivers/smart/smart_blob.h"

namespace banc {

// /dev/nvme0 or /dev/nvme0n1. Reads only. Blocks.
Result<SmartBlob> sample_nvme(const std::string& device);

}  // namespace banc
