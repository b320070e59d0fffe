// SPDX-License-Identifier: EUPL-1.2
// The process `banc virtual`: a virtual bench behind the sockets of PROTOCOL.md.
#pragma once

#include <string>

#include "bench/core/error.h"
#include "bench/core/time.h"

namespace banc {

struct VirtualOptions {
    std::string dir;                          // its sockets and disks; made if needed, 0700
    Nanos lifetime = std::chrono::hours{4};   // then it ends, attached or not
    Nanos linger = std::chrono::seconds{20};  // with nobody attached to anything
    std::string image;                        // folder of the disks; empty: image_folder()
    std::string qemu = "qemu-system-x86_64";  // program, looked for in PATH
    Lang lang = Lang::fr;
};

// Where bench/virtual/image/build leaves the newest disks: pc/ in $BANC_CACHE, else in banc/ of the
// XDG cache folder.
std::string image_folder();

// Runs until the end of its life (PROTOCOL.md) and returns the exit code; errors are one sentence
// on stderr. The caller has made the QCoreApplication and calls this from the main thread.
int serve_virtual(const VirtualOptions& options);

}  // namespace banc
