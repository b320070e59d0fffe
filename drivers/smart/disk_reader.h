// SPDX-License-Identifier: EUPL-1.2
// A place where a disk may stand, and who stands there now.
#pragma once

#include "bench/core/task.h"
#include "drivers/smart/disk_health.h"

namespace banc {

class DiskReader {
public:
    virtual ~DiskReader() = default;
    // A fresh reading. Nothing: no disk is there. Errors: timeout when the disk does not answer in
    // time, what it answered when it refused; then nobody knows how it is.
    virtual Task<Result<std::optional<DiskHealth>>> sample(Nanos deadline) = 0;
};

}  // namespace banc
