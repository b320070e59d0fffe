// SPDX-License-Identifier: EUPL-1.2
// A unix stream socket to `banc virtual`, connected without waiting.
#pragma once

#include <string>

#include "bench/core/error.h"
#include "drivers/transport/file_descriptor.h"

namespace banc {

// Non-blocking and connected. Errc::disconnected when nobody listens there, Errc::environment when
// the path is too long for a socket address (107 bytes) or a descriptor can't be had.
Result<FileDescriptor> connect_unix(const std::string& path);

}  // namespace banc
