// SPDX-License-Identifier: EUPL-1.2
// A terminal device opened to be read and nothing else: a serial port, or the pseudo-terminal of a
// virtual machine. libserialport refuses the latter, which has no modem lines.
#pragma once

#include <string>
#include <string_view>

#include "bench/core/error.h"
#include "drivers/transport/file_descriptor.h"

namespace banc {

enum class Parity { none, even, odd };
enum class Flow { none, rtscts, xonxoff };

struct TtySettings {
    int baud = 115200;
    int data_bits = 8;
    Parity parity = Parity::none;
    int stop_bits = 1;
    Flow flow = Flow::none;
};

// "8N1", "7E1". Errc::invalid.
Result<void> set_framing(TtySettings& settings, std::string_view word);
// "none", "rtscts", "xonxoff". Errc::invalid.
Result<void> set_flow(TtySettings& settings, std::string_view word);

// Raw and non-blocking: every byte as it came; 0 bytes or EIO when the line is cut. Taken for
// ourselves, for two readers would each get half. Bytes that wait are kept. Errors: invalid (a
// speed serial ports do not have), environment (no such device, busy, no permission).
Result<FileDescriptor> open_tty(const std::string& path, const TtySettings& settings);

// A pseudo-terminal, which never comes back under its own name: the number is given to the next.
bool is_pseudo_terminal(const std::string& path);

}  // namespace banc
