// SPDX-License-Identifier: EUPL-1.2
// A mock /sys and /dev with relay boards on them, under real libusb: umockdev answers the usbfs
// ioctls, an emulated board answers the reports. The kernel's side runs in umockdev's own thread.
#pragma once

#include <umockdev.h>

#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include "tests/transport/usb_models.h"
#include "tests/transport/usb_node.h"

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
    int port = 4;                  // "usb:1-4"
    std::string serial = "BITFT";  // of a dcttech board
    std::string manufacturer = "www.dcttech.com";
    std::string product = "USBRelay8";
    const UsbModel& model = dcttech8_model();
};
PluggedAs plugged_as(const UsbModel& model, int port = 4);

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
    [[nodiscard]] int transfers() {
        const std::scoped_lock lock(mutex_);
        return transfers_;
    }
    // Transfers that carried something to the board.
    [[nodiscard]] int written() {
        const std::scoped_lock lock(mutex_);
        return written_;
    }
    [[nodiscard]] const std::string& sysfs() const { return sysfs_; }
    // A report that answers an older question.
    void say(Bytes report);
    // Programs on libusb 0.1 read the descriptors from the node: once each time they look around.
    void show_descriptors();

    // For a second way in (fake_hidraw.h): locked.
    std::optional<Bytes> set_report(ByteView report);
    std::optional<Bytes> get_report(std::size_t wanted);

private:
    struct Urb;
    static gboolean on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakeBoard* self);
    static void on_closed(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakeBoard* self);
    // -errno on failure
    long serve(unsigned long request, UMockdevIoctlClient* client);
    long claim(UMockdevIoctlClient* client);
    long control(UMockdevIoctlData* argument);
    long submit(UMockdevIoctlData* argument);
    long reap(UMockdevIoctlData* argument);
    long discard(UMockdevIoctlData* argument);
    static bool inward(const Urb& urb);
    void run(Urb& urb);
    int transfer(Urb& urb, Bytes& data);  // its status; -EINPROGRESS: it waits
    void deliver();
    void plug(const PluggedAs& as);

    FakeUsb& usb_;
    const UsbModel& model_;
    std::unique_ptr<BoardEmulator> board_;
    UsbController controller_;
    std::string node_, sysfs_;
    UsbNode pollable_;
    Owned<UMockdevIoctlBase> handler_;
    std::mutex mutex_;  // the test's thread and umockdev's
    std::deque<std::unique_ptr<Urb>> urbs_;
    Fault fault_ = Fault::none;
    bool gone_ = false, busy_ = false, kernel_driver_ = true;
    UMockdevIoctlClient* holder_ = nullptr;  // the open file that has claimed the interface
    int transfers_ = 0, written_ = 0;
};

}  // namespace banc
