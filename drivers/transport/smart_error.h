// SPDX-License-Identifier: EUPL-1.2
// What the kernel answered about a disk, with what a person can do about it.
#pragma once

#include "bench/core/error.h"

namespace banc {

Error smart_error(int number, const std::string& device);

}  // namespace banc
