// SPDX-License-Identifier: EUPL-1.2
// A second way into a fake board: the /dev/hidraw node the kernel would make of it, for programs
// that nobody here wrote. The nodes between it and the USB device are there because they look.
#pragma once

#include "tests/transport/fake_usb.h"

namespace banc {

class FakeHidraw {
public:
    FakeHidraw(FakeUsb& usb, FakeBoard& board);
    ~FakeHidraw();
    FakeHidraw(const FakeHidraw&) = delete;
    FakeHidraw& operator=(const FakeHidraw&) = delete;

private:
    static gboolean on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakeHidraw* self);
    static gboolean on_write(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakeHidraw* self);
    long serve(unsigned long request, UMockdevIoctlData* argument);
    long feature(UMockdevIoctlData* buffer, std::size_t size);

    FakeUsb& usb_;
    FakeBoard& board_;
    Owned<UMockdevIoctlBase> handler_;
};

}  // namespace banc
