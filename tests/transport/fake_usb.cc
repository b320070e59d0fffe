// SPDX-License-Identifier: EUPL-1.2
#include "tests/transport/fake_usb.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/usbdevice_fs.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace banc {
namespace {

constexpr std::size_t kSetup = 8;

// Device and configuration descriptors of a dcttech board (boards.md §A): low speed, one HID
// interface, one interrupt endpoint that nobody reads.
constexpr const char* kDescriptors =
    "1201100100000008C016DF05000101020001"
    "090222000101008032"
    "090400000103000000"
    "092101010001221600"
    "07058103080014";

Bytes identity_report(const std::string& serial) {
    Bytes report{0xfa};
    report.insert(report.end(), serial.begin(), serial.end());
    return report;
}

template <class T>
T& at(UMockdevIoctlData* data) {
    return *reinterpret_cast<T*>(data->data);
}

Owned<UMockdevIoctlData> resolve(UMockdevIoctlData* data, std::size_t offset, std::size_t size) {
    return Owned<UMockdevIoctlData>(umockdev_ioctl_data_resolve(data, offset, size, nullptr));
}

}  // namespace

struct FakeBoard::Urb {
    Owned<UMockdevIoctlData> data;
    gulong address;  // in the client
    int status;
    bool done;
};

void FakeUsb::add(const std::string& description) {
    GError* error = nullptr;
    const bool added = umockdev_testbed_add_from_string(bed(), description.c_str(), &error) != 0;
    INFO((error != nullptr ? error->message : "added"));
    REQUIRE(added);
}

FakeBoard::FakeBoard(FakeUsb& usb, const PluggedAs& as)
    : usb_(usb),
      board_(make_emulator("dcttech", BoardFacts{8})),
      node_(fmt::format("bus/usb/001/{:03}", as.port)),
      sysfs_(fmt::format("/sys/devices/usb1/1-{}", as.port)),
      handler_(umockdev_ioctl_base_new()) {
    board_->write(identity_report(as.serial));
    g_signal_connect(handler_.get(), "handle-ioctl", G_CALLBACK(&FakeBoard::on_ioctl), this);
    // Attached before it is plugged in: libusb opens it from the uevent.
    umockdev_testbed_attach_ioctl(usb.bed(), ("/dev/" + node_).c_str(), handler_.get(), nullptr);
    make_node();
    plug(as);
}

FakeBoard::~FakeBoard() {
    umockdev_testbed_detach_ioctl(usb_.bed(), ("/dev/" + node_).c_str(), nullptr);
    if (pty_slave_ >= 0) ::close(pty_slave_);
    if (pty_master_ >= 0) ::close(pty_master_);
}

void FakeBoard::plug(const PluggedAs& as) {
    usb_.add(fmt::format(
        "P: {}\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nE: DRIVER=usb\nE: DEVNAME=/dev/{}\n"
        "E: BUSNUM=001\nE: DEVNUM={:03}\nE: MAJOR=189\nE: MINOR={}\nE: PRODUCT=16c0/5df/100\n"
        "A: busnum=1\\n\nA: devnum={}\\n\nA: bConfigurationValue=1\\n\nA: speed=1.5\\n\n"
        "A: idVendor=16c0\\n\nA: idProduct=05df\\n\nA: manufacturer={}\\n\nA: product={}\\n\n"
        "H: descriptors={}\n",
        sysfs_.substr(4), node_, as.port, as.port - 1, as.port, as.manufacturer, as.product,
        kDescriptors));
}

// umockdev's own node is a regular file, always ready: libusb would spin. A usbfs node is writable
// when a transfer is done and hangs up when unplugged; so is a pty that is stopped, started,
// closed. Raw system calls: the preloaded ones would come back to our own handler.
void FakeBoard::make_node() {
    pty_master_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    ::grantpt(pty_master_);
    ::unlockpt(pty_master_);
    std::array<char, 64> name{};
    ::ptsname_r(pty_master_, name.data(), name.size());
    pty_slave_ = static_cast<int>(
        ::syscall(SYS_openat, AT_FDCWD, name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
    REQUIRE(pty_slave_ >= 0);
    set_ready(TCOOFF);
    const std::unique_ptr<char, decltype(&g_free)> root(umockdev_testbed_get_root_dir(usb_.bed()),
                                                        g_free);
    const auto node = std::filesystem::path(root.get()) / "dev" / node_;
    std::filesystem::create_directories(node.parent_path());
    std::filesystem::remove(node);
    std::filesystem::create_symlink(name.data(), node);
}

void FakeBoard::set_ready(int flow) {
    if (pty_slave_ >= 0) ::syscall(SYS_ioctl, pty_slave_, TCXONC, flow);
}

void FakeBoard::unplug() {
    {
        const std::scoped_lock lock(mutex_);
        gone_ = true;
        for (auto& urb : urbs_) {
            urb->status = -ESHUTDOWN;
            urb->done = true;
        }
        ::close(std::exchange(pty_slave_, -1));
        ::close(std::exchange(pty_master_, -1));
    }
    umockdev_testbed_uevent(usb_.bed(), sysfs_.c_str(), "remove");
    umockdev_testbed_remove_device(usb_.bed(), sysfs_.c_str());
}

void FakeBoard::suffer(Fault fault) {
    const std::scoped_lock lock(mutex_);
    fault_ = fault;
}

void FakeBoard::refuse_claims() {
    const std::scoped_lock lock(mutex_);
    busy_ = true;
}

unsigned FakeBoard::contacts() {
    const std::scoped_lock lock(mutex_);
    return board_->contacts();
}

bool FakeBoard::kernel_driver_bound() {
    const std::scoped_lock lock(mutex_);
    return kernel_driver_;
}

int FakeBoard::transfers() {
    const std::scoped_lock lock(mutex_);
    return transfers_;
}

std::optional<Bytes> FakeBoard::set_report(ByteView report) {
    const std::scoped_lock lock(mutex_);
    return board_->write(report);
}

std::optional<Bytes> FakeBoard::get_report(std::size_t wanted) {
    const std::scoped_lock lock(mutex_);
    return board_->read(wanted);
}

gboolean FakeBoard::on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakeBoard* self) {
    const std::scoped_lock lock(self->mutex_);
    const long result = self->serve(umockdev_ioctl_client_get_request(client),
                                    umockdev_ioctl_client_get_arg(client));
    umockdev_ioctl_client_complete(client, result < 0 ? -1 : result,
                                   result < 0 ? static_cast<int>(-result) : 0);
    return TRUE;
}

long FakeBoard::serve(unsigned long request, UMockdevIoctlData* argument) {
    switch (request) {
        case USBDEVFS_REAPURBNDELAY: return reap(argument);
        case USBDEVFS_DISCARDURB: return discard(argument);
        default: break;
    }
    if (gone_) return -ENODEV;
    switch (request) {
        case USBDEVFS_GET_CAPABILITIES:
            at<std::uint32_t>(resolve(argument, 0, sizeof(std::uint32_t)).get()) =
                USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
            return 0;
        case USBDEVFS_DISCONNECT_CLAIM:
            if (busy_) return -EBUSY;
            kernel_driver_ = false;
            return 0;
        case USBDEVFS_IOCTL:  // the only one libusb sends here: bind the kernel's driver again
            kernel_driver_ = true;
            return 1;
        case USBDEVFS_RELEASEINTERFACE: return 0;
        case USBDEVFS_SUBMITURB: return submit(argument);
        default: return -ENOTTY;
    }
}

long FakeBoard::submit(UMockdevIoctlData* argument) {
    ++transfers_;
    const auto address = at<gulong>(argument);
    auto data = resolve(argument, 0, sizeof(usbdevfs_urb));
    auto& urb = at<usbdevfs_urb>(data.get());
    if (urb.type != USBDEVFS_URB_TYPE_CONTROL) return -EINVAL;
    const auto length = static_cast<std::size_t>(urb.buffer_length);
    const auto buffer = resolve(data.get(), offsetof(usbdevfs_urb, buffer), length);
    const int status = transfer(buffer->data, length - kSetup, urb.actual_length);
    const bool done = fault_ != Fault::silence;
    urbs_.push_back(std::make_unique<Urb>(Urb{std::move(data), address, status, done}));
    if (done) set_ready(TCOON);
    return 0;
}

// The HID class requests of interface 0, type feature, id 0; all else is a stall, as on the board.
int FakeBoard::transfer(std::uint8_t* setup, std::size_t room, int& actual) {
    constexpr std::array<std::uint8_t, 6> kSet{0x21, 0x09, 0x00, 0x03, 0x00, 0x00};
    constexpr std::array<std::uint8_t, 6> kGet{0xa1, 0x01, 0x00, 0x03, 0x00, 0x00};
    actual = 0;
    if (fault_ == Fault::stall) return -EPIPE;
    if (fault_ == Fault::bus_error) return -EPROTO;
    if (fault_ == Fault::silence) return 0;
    if (std::equal(kSet.begin(), kSet.end(), setup)) {
        actual = static_cast<int>(room);
        return board_->write(ByteView(setup + kSetup, room)) ? 0 : -EPIPE;
    }
    if (!std::equal(kGet.begin(), kGet.end(), setup)) return -EPIPE;
    auto reply = board_->read(room);
    if (!reply) return -EPIPE;
    if (fault_ == Fault::cut_reply) reply->resize(3);
    std::copy(reply->begin(), reply->end(), setup + kSetup);
    actual = static_cast<int>(reply->size());
    return 0;
}

long FakeBoard::reap(UMockdevIoctlData* argument) {
    const auto found = std::ranges::find_if(urbs_, [](const auto& urb) { return urb->done; });
    if (found == urbs_.end()) {
        if (!gone_) set_ready(TCOOFF);
        return gone_ ? -ENODEV : -EAGAIN;
    }
    const auto urb = std::move(*found);
    urbs_.erase(found);
    at<usbdevfs_urb>(urb->data.get()).status = urb->status;
    const auto slot = resolve(argument, 0, sizeof(void*));
    umockdev_ioctl_data_set_ptr(slot.get(), 0, urb->data.get());
    return 0;
}

long FakeBoard::discard(UMockdevIoctlData* argument) {
    const auto address = at<gulong>(argument);
    const auto found =
        std::ranges::find_if(urbs_, [&](const auto& urb) { return urb->address == address; });
    if (found == urbs_.end()) return -EINVAL;
    (*found)->status = -ENOENT;
    (*found)->done = true;
    set_ready(TCOON);
    return 0;
}

}  // namespace banc
