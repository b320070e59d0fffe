// SPDX-License-Identifier: EUPL-1.2
#include "tests/transport/fake_hub.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/usbdevice_fs.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace banc {
namespace {

constexpr std::size_t kSetup = 8;

template <class T>
T& at(UMockdevIoctlData* data) {
    return *reinterpret_cast<T*>(data->data);
}

Reffed<UMockdevIoctlData> resolve(UMockdevIoctlData* data, std::size_t offset, std::size_t size) {
    return Reffed<UMockdevIoctlData>(umockdev_ioctl_data_resolve(data, offset, size, nullptr));
}

// What is plugged in: a stick of no class, one configuration, nobody's.
constexpr const char* kStick =
    "120100020000004034127856000100000001"
    "090212000101008032"
    "0904000000FF000000";

std::string upper_hex(ByteView bytes) {
    auto text = hex(bytes);
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return text;
}

// "1-4.2" hangs below "1-4", which hangs below the root.
std::string sysfs_path(const std::string& path) {
    std::string folder = "/sys/devices/usb" + path.substr(0, path.find('-'));
    for (auto dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot + 1))
        folder += "/" + path.substr(0, dot);
    return folder + "/" + path;
}

// Any number, the same for the same place.
int device_number(const std::string& path) {
    int number = 0;
    for (const char c : path) number = (number * 11 + c) % 120;
    return number + 2;
}

}  // namespace

struct FakeHub::Urb {
    Reffed<UMockdevIoctlData> data;
    gulong address;  // in the client
    int status;
};

void FakeHubBus::add(const std::string& description) {
    GError* error = nullptr;
    const bool added = umockdev_testbed_add_from_string(bed(), description.c_str(), &error) != 0;
    INFO((error != nullptr ? error->message : "added"));
    REQUIRE(added);
}

std::string FakeHubBus::file(const std::string& path) const {
    const std::unique_ptr<char, decltype(&g_free)> root(umockdev_testbed_get_root_dir(bed()),
                                                        g_free);
    return root.get() + path;
}

FakeHub::FakeHub(FakeHubBus& bus, HubEmulator& hub, std::string path)
    : bus_(bus),
      hub_(hub),
      path_(std::move(path)),
      handler_(umockdev_ioctl_base_new()),
      mutex_(own_mutex_) {
    auto descriptors = hub.device_descriptor();
    const auto configuration = hub.configuration_descriptor();
    descriptors.insert(descriptors.end(), configuration.begin(), configuration.end());
    const auto& m = hub.shape().model;
    const auto speed = hub.shape().speed == HubSpeed::superspeed ? 5000 : 480;
    auto attributes = fmt::format(
        "A: bDeviceClass=09\\n\nA: speed={}\\n\nA: idVendor={:04x}\\n\nA: idProduct={:04x}\\n\nA: "
        "bcdDevice={:04x}\\n\n",
        speed, m.vendor, m.product, m.revision);
    if (!hub.shape().serial.empty())
        attributes += fmt::format("A: serial={}\\n\n", hub.shape().serial);
    attach(upper_hex(descriptors), attributes);
}

FakeHub::FakeHub(FakeHub& parent, int port)
    : bus_(parent.bus_),
      hub_(parent.hub_),
      parent_(&parent),
      port_(port),
      path_(path_on_port(parent.path_, port)),
      handler_(umockdev_ioctl_base_new()),
      mutex_(parent.mutex_) {
    {
        const std::scoped_lock lock(mutex_);
        hub_.plug(port);
    }
    attach(kStick, "A: speed=480\\n\nA: idVendor=1234\\n\nA: idProduct=5678\\n\n");
}

FakeHub::~FakeHub() {
    umockdev_testbed_detach_ioctl(bus_.bed(), ("/dev/" + node_).c_str(), nullptr);
    if (pty_slave_ >= 0) ::close(pty_slave_);
    if (pty_master_ >= 0) ::close(pty_master_);
}

void FakeHub::attach(const std::string& descriptors, const std::string& attributes) {
    const int bus = path_[0] - '0';
    const int device = device_number(path_);
    node_ = fmt::format("bus/usb/{:03}/{:03}", bus, device);
    sysfs_ = sysfs_path(path_);
    g_signal_connect(handler_.get(), "handle-ioctl", G_CALLBACK(&FakeHub::on_ioctl), this);
    // Attached before it is plugged in: libusb opens it from the uevent.
    umockdev_testbed_attach_ioctl(bus_.bed(), ("/dev/" + node_).c_str(), handler_.get(), nullptr);
    make_node();
    bus_.add(fmt::format(
        "P: {}\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nE: DRIVER=usb\nE: DEVNAME=/dev/{}\n"
        "E: BUSNUM={:03}\nE: DEVNUM={:03}\nE: MAJOR=189\nE: MINOR={}\n"
        "A: busnum={}\\n\nA: devnum={}\\n\nA: bConfigurationValue=1\\n\n{}H: descriptors={}\n",
        sysfs_.substr(4), node_, bus, device, (bus - 1) * 128 + device - 1, bus, device, attributes,
        descriptors));
}

// umockdev's own node is a regular file, always ready: libusb would spin. A usbfs node is writable
// when a transfer is done; so is a pty that is stopped and started. Raw system calls: the preloaded
// ones would come back to our own handler.
void FakeHub::make_node() {
    pty_master_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    ::grantpt(pty_master_);
    ::unlockpt(pty_master_);
    std::array<char, 64> name{};
    ::ptsname_r(pty_master_, name.data(), name.size());
    pty_slave_ = static_cast<int>(
        ::syscall(SYS_openat, AT_FDCWD, name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
    REQUIRE(pty_slave_ >= 0);
    wake();
    const std::filesystem::path node = bus_.file("/dev/" + node_);
    std::filesystem::create_directories(node.parent_path());
    std::filesystem::remove(node);
    std::filesystem::create_symlink(name.data(), node);
}

void FakeHub::wake() {
    const bool done = std::ranges::any_of(urbs_, [](const auto& of) { return !of.second.empty(); });
    ::syscall(SYS_ioctl, pty_slave_, TCXONC, done ? TCOON : TCOOFF);
}

std::string FakeHub::kernel_switch(int port) const {
    return bus_.file(fmt::format("{}/{}:1.0/{}-port{}/disable", sysfs_, path_, path_, port));
}

void FakeHub::add_kernel_switch(int port) {
    const auto interface = fmt::format("{}/{}:1.0", sysfs_, path_);
    if (!std::filesystem::exists(bus_.file(interface)))
        bus_.add(fmt::format("P: {}\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_interface\n",
                             interface.substr(4)));
    umockdev_testbed_set_attribute(bus_.bed(), interface.c_str(),
                                   fmt::format("{}-port{}/disable", path_, port).c_str(), "0");
}

void FakeHub::obey_kernel(int port) {
    std::ifstream file(kernel_switch(port));
    const bool disabled = file.get() == '1';
    const std::scoped_lock lock(mutex_);
    hub_.feed(port, disabled ? PortPower::off : PortPower::on);
}

void FakeHub::deny() {
    const auto node = bus_.file("/dev/" + node_);
    std::filesystem::remove(node);
    std::filesystem::create_symlink("/proc/sys/kernel/ostype", node);
}

int FakeHub::transfers() {
    const std::scoped_lock lock(mutex_);
    return transfers_;
}

gboolean FakeHub::on_ioctl(UMockdevIoctlBase*, Client client, FakeHub* self) {
    const std::scoped_lock lock(self->mutex_);
    const long result = self->serve(client, umockdev_ioctl_client_get_request(client),
                                    umockdev_ioctl_client_get_arg(client));
    umockdev_ioctl_client_complete(client, result < 0 ? -1 : result,
                                   result < 0 ? static_cast<int>(-result) : 0);
    return TRUE;
}

long FakeHub::serve(Client client, unsigned long request, UMockdevIoctlData* argument) {
    switch (request) {
        case USBDEVFS_GET_CAPABILITIES:
            at<std::uint32_t>(resolve(argument, 0, sizeof(std::uint32_t)).get()) =
                USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
            return 0;
        case USBDEVFS_SUBMITURB: return submit(client, argument);
        case USBDEVFS_REAPURBNDELAY: return reap(client, argument);
        case USBDEVFS_DISCARDURB: return -EINVAL;  // every transfer is done at once
        default: return -ENOTTY;
    }
}

long FakeHub::submit(Client client, UMockdevIoctlData* argument) {
    ++transfers_;
    const auto address = at<gulong>(argument);
    auto data = resolve(argument, 0, sizeof(usbdevfs_urb));
    auto& urb = at<usbdevfs_urb>(data.get());
    if (urb.type != USBDEVFS_URB_TYPE_CONTROL) return -EINVAL;
    const auto buffer = resolve(data.get(), offsetof(usbdevfs_urb, buffer),
                                static_cast<std::size_t>(urb.buffer_length));
    const int status = transfer(buffer->data, urb.actual_length);
    urbs_[client].push_back(std::make_unique<Urb>(Urb{std::move(data), address, status}));
    wake();
    return 0;
}

int FakeHub::transfer(std::uint8_t* packet, int& actual) {
    const auto word = [&](std::size_t i) {
        return static_cast<std::uint16_t>(packet[i] | packet[i + 1] << 8U);
    };
    actual = 0;
    if (parent_ != nullptr && !hub_.device_answers(port_)) return -EPROTO;
    const auto reply = answer({packet[0], packet[1], word(2), word(4), word(6)});
    if (!reply) return -EPIPE;
    std::copy(reply->begin(), reply->end(), packet + kSetup);
    actual = static_cast<int>(reply->size());
    return 0;
}

std::optional<Bytes> FakeHub::answer(const ControlRequest& request) {
    if (parent_ == nullptr) return hub_.control(request);
    return request == ask_device_status() ? std::optional(Bytes{0, 0}) : std::nullopt;
}

long FakeHub::reap(Client client, UMockdevIoctlData* argument) {
    auto& mine = urbs_[client];
    if (mine.empty()) {
        urbs_.erase(client);
        wake();
        return -EAGAIN;
    }
    const auto urb = std::move(mine.front());
    mine.pop_front();
    at<usbdevfs_urb>(urb->data.get()).status = urb->status;
    const auto slot = resolve(argument, 0, sizeof(void*));
    umockdev_ioctl_data_set_ptr(slot.get(), 0, urb->data.get());
    return 0;
}

}  // namespace banc
