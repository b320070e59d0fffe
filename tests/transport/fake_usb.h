// SPDX-License-Identifier: EUPL-1.2
// A mock /sys and /dev with relay boards on them, under real libusb: umockdev answers the usbfs
// ioctls, an emulated board answers the reports. The kernel's side runs in umockdev's own thread.
#pragma once

#include <umockdev.h>

#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include "drivers/emulators/emulator.h"

namespace banc {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

// One at a time in a process: umockdev keeps its folder in the environment.
class FakeUsb {
public:
    FakeUsb() : bed_(umockdev_testbed_new()) {}
    [[nodiscard]] UMockdevTestbed* bed() const { return bed_.get(); }
    // Adds what a `umockdev-record` file would hold, or fails the test.
    void add(const std::string& description);

private:
    Owned<UMockdevTestbed> bed_;
};

struct PluggedAs {
    int port = 4;  // "usb:1-4"
    std::string serial = "BITFT";
    std::string manufacturer = "www.dcttech.com";
    std::string product = "USBRelay8";
};

// What happens to transfers from now on.
enum class Fault { none, stall, bus_error, cut_reply, silence };

class FakeBoard {
public:
    FakeBoard(FakeUsb& usb, const PluggedAs& as);
    ~FakeBoard();
    FakeBoard(const FakeBoard&) = delete;
    FakeBoard& operator=(const FakeBoard&) = delete;

    // Transfers under way come back with ESHUTDOWN, later ones are refused with ENODEV.
    void unplug();
    void suffer(Fault fault);
    void refuse_claims();  // another program holds the interface
    // Its answer to everything asked until now: contacts, and whether the kernel's driver is bound.
    [[nodiscard]] unsigned contacts();
    [[nodiscard]] bool kernel_driver_bound();
    [[nodiscard]] int transfers();
    [[nodiscard]] const std::string& sysfs() const { return sysfs_; }

    // For a second way in (fake_hidraw.h): locked.
    std::optional<Bytes> set_report(ByteView report);
    std::optional<Bytes> get_report(std::size_t wanted);

private:
    struct Urb;
    static gboolean on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakeBoard* self);
    long serve(unsigned long request, UMockdevIoctlData* argument);  // -errno on failure
    long submit(UMockdevIoctlData* argument);
    long reap(UMockdevIoctlData* argument);
    long discard(UMockdevIoctlData* argument);
    int transfer(std::uint8_t* setup, std::size_t room, int& actual);  // status of the URB
    void plug(const PluggedAs& as);
    void make_node();
    void set_ready(int flow);

    FakeUsb& usb_;
    std::unique_ptr<BoardEmulator> board_;
    std::string node_, sysfs_;
    Owned<UMockdevIoctlBase> handler_;
    std::mutex mutex_;  // the test's thread and umockdev's
    std::deque<std::unique_ptr<Urb>> urbs_;
    Fault fault_ = Fault::none;
    bool gone_ = false, busy_ = false, kernel_driver_ = true;
    int transfers_ = 0;
    int pty_master_ = -1, pty_slave_ = -1;
};

}  // namespace banc
