// SPDX-License-Identifier: EUPL-1.2
#include "tests/transport/fake_hidraw.h"

#include <fmt/format.h>
#include <linux/hidraw.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace banc {
namespace {

constexpr const char* kNode = "/dev/hidraw0";
// One vendor-defined feature report of 8 bytes, no report id.
constexpr std::array<std::uint8_t, 21> kReportDescriptor{0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01,
                                                         0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08,
                                                         0x95, 0x08, 0x09, 0x00, 0xb1, 0x02, 0xc0};

// SUBSYSTEM chain that udev and hidapi walk: usb_device, usb_interface, hid, hidraw.
constexpr const char* kChain =
    "P: {0}/1-4:1.0\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_interface\nA: bInterfaceNumber=00\\n\n\n"
    "P: {0}/1-4:1.0/0003:16C0:05DF.0001\nE: SUBSYSTEM=hid\nE: HID_ID=0003:000016C0:000005DF\n"
    "E: HID_NAME=www.dcttech.com USBRelay8\nE: HID_PHYS=usb-1\nE: HID_UNIQ=\n\n"
    "P: {0}/1-4:1.0/0003:16C0:05DF.0001/hidraw/hidraw0\nN: hidraw0\nE: SUBSYSTEM=hidraw\n"
    "E: DEVNAME=/dev/hidraw0\nE: MAJOR=241\nE: MINOR=0\nA: dev=241:0\\n\n";

void complete(UMockdevIoctlClient* client, long result) {
    umockdev_ioctl_client_complete(client, result < 0 ? -1 : result,
                                   result < 0 ? static_cast<int>(-result) : 0);
}

Owned<UMockdevIoctlData> resolve(UMockdevIoctlData* data, std::size_t size) {
    return Owned<UMockdevIoctlData>(umockdev_ioctl_data_resolve(data, 0, size, nullptr));
}

}  // namespace

FakeHidraw::FakeHidraw(FakeUsb& usb, FakeBoard& board)
    : usb_(usb), board_(board), handler_(umockdev_ioctl_base_new()) {
    g_signal_connect(handler_.get(), "handle-ioctl", G_CALLBACK(&FakeHidraw::on_ioctl), this);
    g_signal_connect(handler_.get(), "handle-write", G_CALLBACK(&FakeHidraw::on_write), this);
    umockdev_testbed_attach_ioctl(usb.bed(), kNode, handler_.get(), nullptr);
    usb.add(fmt::format(fmt::runtime(kChain), board.sysfs().substr(4)));
}

FakeHidraw::~FakeHidraw() { umockdev_testbed_detach_ioctl(usb_.bed(), kNode, nullptr); }

gboolean FakeHidraw::on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakeHidraw* self) {
    complete(client, self->serve(umockdev_ioctl_client_get_request(client),
                                 umockdev_ioctl_client_get_arg(client)));
    return TRUE;
}

// An output report goes out as SET_REPORT, without its leading report number: the board has no OUT
// endpoint (boards.md §A).
gboolean FakeHidraw::on_write(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakeHidraw* self) {
    const auto* written = umockdev_ioctl_client_get_arg(client);
    const ByteView bytes(written->data, static_cast<std::size_t>(written->data_len));
    const bool taken = bytes.size() > 1 && self->board_.set_report(bytes.subspan(1)).has_value();
    complete(client, taken ? static_cast<long>(bytes.size()) : -EPIPE);
    return TRUE;
}

long FakeHidraw::serve(unsigned long request, UMockdevIoctlData* argument) {
    constexpr unsigned kGetFeature = 0x07;  // HIDIOCGFEATURE(length)
    if (request == HIDIOCGRDESCSIZE) {
        const int size = kReportDescriptor.size();
        std::memcpy(resolve(argument, sizeof size)->data, &size, sizeof size);
        return 0;
    }
    if (request == HIDIOCGRDESC) {
        const auto data = resolve(argument, sizeof(hidraw_report_descriptor));
        std::ranges::copy(kReportDescriptor,
                          data->data + offsetof(hidraw_report_descriptor, value));
        return 0;
    }
    if (_IOC_TYPE(request) != 'H' || _IOC_NR(request) != kGetFeature) return -ENOTTY;
    const std::size_t size = _IOC_SIZE(request);
    return feature(resolve(argument, size).get(), size);
}

// The kernel keeps the report number in front for report 0 only; usbrelay asks for report 1 and
// finds the data at the start.
long FakeHidraw::feature(UMockdevIoctlData* buffer, std::size_t size) {
    const std::size_t skip = buffer->data[0] == 0 ? 1 : 0;
    const auto report = board_.get_report(size - skip);
    if (!report) return -EPIPE;
    std::ranges::copy(*report, buffer->data + skip);
    return static_cast<long>(report->size() + skip);
}

}  // namespace banc
