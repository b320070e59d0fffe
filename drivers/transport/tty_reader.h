// SPDX-License-Identifier: EUPL-1.2
// A terminal device opened to be read and nothing else: a serial port, or the pseudo-terminal of a
// virtual machine. libserialport refuses the latter, which has no modem lines.
#pragma once

#include <string>

#include "bench/scenario/tty_settings.h"
#include "drivers/transport/file_descriptor.h"

namespace banc {

// Raw and non-blocking: every byte as it came; 0 bytes or EIO when the line is cut. Taken for
// ourselves, for two readers would each get half. Bytes that wait are kept. Errors: invalid (a
// speed serial ports do not have), environment (no such device, busy, no permission).
Result<FileDescriptor> open_tty(const std::string& path, const TtySettings& settings);

// One owner. TIOCEXCL makes opening it EBUSY for everybody but root; the lock stops also root, and
// finds a program that had it open before, if that one locks (minicom and picocom do). False: errno
// says why.
bool keep_others_out(int fd);

// Raw and as bench.yaml says; answers what the driver made of it, read back. Errors: invalid (a
// speed serial ports do not have), environment (the port refuses, or keeps settings of its own).
Result<TtySettings> set_tty(int fd, const std::string& path, const TtySettings& settings);

// It never comes back under its own name once it is gone: the number is given to the next one, of a
// stranger.
bool is_pseudo_terminal(int fd);

// The symbolic links by which a path leads to a terminal, each with what tells it from the one that
// is made in its place; empty: none. While they are the same, the number behind them is.
std::string links_on(std::string path);

}  // namespace banc
