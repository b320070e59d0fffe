// SPDX-License-Identifier: EUPL-1.2
// Emulated hubs on a mock bus (umockdev), under real libusb and under programs nobody here wrote:
// several at once may hold one hub open. The kernel's side runs in umockdev's own thread.
#pragma once

#include <umockdev.h>

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "drivers/emulators/hub.h"

namespace banc {

struct UnrefHub {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Reffed = std::unique_ptr<T, UnrefHub>;

// One at a time in a process: umockdev keeps its folder in the environment.
class FakeHubBus {
public:
    FakeHubBus() : bed_(umockdev_testbed_new()) {}
    [[nodiscard]] UMockdevTestbed* bed() const { return bed_.get(); }
    // Adds what a `umockdev-record` file would hold, or fails the test.
    void add(const std::string& description);
    // What a person may write to, as in a folder.
    [[nodiscard]] std::string file(const std::string& path) const;

private:
    Reffed<UMockdevTestbed> bed_;
};

// One device on the bus: a hub's half, or what is plugged into port `on_port` of one.
class FakeHub {
public:
    FakeHub(FakeHubBus& bus, HubEmulator& hub, std::string path);
    // A device on `port` of `parent`: it answers as long as the hub lets it.
    FakeHub(FakeHub& parent, int port);
    ~FakeHub();
    FakeHub(const FakeHub&) = delete;
    FakeHub& operator=(const FakeHub&) = delete;

    // The kernel's `disable` of one port, a plain file here: obeyed when obey_kernel() is called.
    void add_kernel_switch(int port);
    void obey_kernel(int port);
    [[nodiscard]] std::string kernel_switch(int port) const;

    // Nobody may open it any more: the node is a file that even root may not write.
    void deny();
    [[nodiscard]] int transfers();

private:
    struct Urb;
    using Client = UMockdevIoctlClient*;
    void attach(const std::string& descriptors, const std::string& attributes);
    static gboolean on_ioctl(UMockdevIoctlBase*, Client client, FakeHub* self);
    long serve(Client client, unsigned long request, UMockdevIoctlData* argument);
    long submit(Client client, UMockdevIoctlData* argument);
    long reap(Client client, UMockdevIoctlData* argument);
    int transfer(std::uint8_t* packet, int& actual);  // status of the URB
    std::optional<Bytes> answer(const ControlRequest& request);
    void make_node();
    void wake();

    FakeHubBus& bus_;
    HubEmulator& hub_;
    FakeHub* parent_ = nullptr;
    int port_ = 0;  // of the parent
    std::string path_, node_, sysfs_;
    Reffed<UMockdevIoctlBase> handler_;
    std::mutex own_mutex_;
    std::mutex& mutex_;  // the test's thread and umockdev's; a device shares its hub's
    std::map<Client, std::deque<std::unique_ptr<Urb>>> urbs_;
    int transfers_ = 0;
    int pty_master_ = -1, pty_slave_ = -1;
};

}  // namespace banc
