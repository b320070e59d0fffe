// SPDX-License-Identifier: EUPL-1.2
// The bench's folder: its lock, and its own copies of the disks.
#pragma once

#include "bench/virtual/arguments.h"
#include "drivers/transport/unix_socket.h"

namespace banc {

// Makes `dir` (mode 0700) and holds it: two benches in one folder would take each other's sockets.
Result<FileDescriptor> take_folder(const std::string& dir);

// Copies the disks of `image` into `dir`, fresh. Errc::environment when the image has not been made
// or the disk is full.
Result<PcDisks> copy_disks(const std::string& image, const std::string& dir);

// The bench ended: its disks are of no use to anybody, nor is a folder with nothing left in it.
// QEMU's last words stay, when there were any.
void clear_folder(const PcDisks& disks, const std::string& dir);

}  // namespace banc
