// SPDX-License-Identifier: EUPL-1.2
// The far end of the PC's network cable: frames from QEMU, answered by the workshop (lan.h).
#pragma once

#include <QSocketNotifier>

#include "drivers/transport/unix_socket.h"

namespace banc {

class Cable {
public:
    // The bench's end of a datagram pair, non-blocking: one frame a datagram.
    explicit Cable(FileDescriptor fd);

private:
    void read_some();

    FileDescriptor fd_;
    QSocketNotifier readable_;
};

}  // namespace banc
