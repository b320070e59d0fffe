// SPDX-License-Identifier: EUPL-1.2
// The device node of a fake board. umockdev's own is a regular file, always ready: libusb would
// spin. A usbfs node is writable when a transfer is done and hangs up when unplugged; so is a pty
// that is stopped, started, closed.
#pragma once

#include <umockdev.h>

#include <string>

#include "bench/core/bytes.h"

namespace banc {

// Raw system calls inside: the preloaded ones would come back to the board's own handler.
class UsbNode {
public:
    // `name`: below /dev of the test bed.
    UsbNode(UMockdevTestbed* bed, const std::string& name);
    ~UsbNode() { hang_up(); }
    UsbNode(const UsbNode&) = delete;
    UsbNode& operator=(const UsbNode&) = delete;

    void wake();  // a transfer is done
    void rest();  // none is
    void hang_up();
    // What is read from it, in place of what was not read yet.
    void show(ByteView bytes);

private:
    void flow(int action) const;
    int master_ = -1, slave_ = -1;
};

}  // namespace banc
