// SPDX-License-Identifier: EUPL-1.2
#include "tests/transport/fake_usb.h"

#include <fmt/format.h>
#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cerrno>
#include <cstring>

namespace banc {
namespace {

constexpr std::size_t kSetup = 8;

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
    Owned<UMockdevIoctlData> buffer;
    gulong address;  // in the client
    int status;
    bool done;
    [[nodiscard]] usbdevfs_urb& head() const { return at<usbdevfs_urb>(data.get()); }
};

PluggedAs plugged_as(const UsbModel& model, int port) {
    return {port, "", model.usb.manufacturer, model.usb.name, model};
}

void FakeUsb::add(const std::string& description) {
    GError* error = nullptr;
    const bool added = umockdev_testbed_add_from_string(bed(), description.c_str(), &error) != 0;
    INFO((error != nullptr ? error->message : "added"));
    REQUIRE(added);
}

FakeBoard::FakeBoard(FakeUsb& usb, const PluggedAs& as)
    : usb_(usb),
      model_(as.model),
      board_(make_emulator(model_.protocol, model_.facts)),
      controller_(*board_, model_.cable),
      node_(fmt::format("bus/usb/001/{:03}", as.port)),
      sysfs_(fmt::format("/sys/devices/usb1/1-{}", as.port)),
      pollable_(usb.bed(), node_),
      handler_(umockdev_ioctl_base_new()) {
    if (model_.protocol == "dcttech") board_->write(identity_report(as.serial));
    g_signal_connect(handler_.get(), "handle-ioctl", G_CALLBACK(&FakeBoard::on_ioctl), this);
    g_signal_connect(handler_.get(), "client-vanished", G_CALLBACK(&FakeBoard::on_closed), this);
    // Attached before it is plugged in: libusb opens it from the uevent.
    umockdev_testbed_attach_ioctl(usb.bed(), ("/dev/" + node_).c_str(), handler_.get(), nullptr);
    plug(as);
}

FakeBoard::~FakeBoard() {
    umockdev_testbed_detach_ioctl(usb_.bed(), ("/dev/" + node_).c_str(), nullptr);
}

void FakeBoard::plug(const PluggedAs& as) {
    usb_.add(fmt::format(
        "P: {}\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nE: DRIVER=usb\nE: DEVNAME=/dev/{}\n"
        "E: BUSNUM=001\nE: DEVNUM={:03}\nE: MAJOR=189\nE: MINOR={}\nE: PRODUCT={:x}/{:x}/100\n"
        "A: busnum=1\\n\nA: devnum={}\\n\nA: bConfigurationValue=1\\n\nA: speed={}\\n\n"
        "A: idVendor={:04x}\\n\nA: idProduct={:04x}\\n\nA: manufacturer={}\\n\nA: product={}\\n\n"
        "H: descriptors={}\n",
        sysfs_.substr(4), node_, as.port, as.port - 1, model_.usb.vendor, model_.usb.product,
        as.port, model_.speed, model_.usb.vendor, model_.usb.product, as.manufacturer, as.product,
        model_.descriptors));
}

void FakeBoard::unplug() {
    {
        const std::scoped_lock lock(mutex_);
        gone_ = true;
        for (auto& urb : urbs_) {
            urb->status = -ESHUTDOWN;
            urb->done = true;
        }
        pollable_.hang_up();
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

std::optional<Bytes> FakeBoard::set_report(ByteView report) {
    const std::scoped_lock lock(mutex_);
    return board_->write(report);
}

std::optional<Bytes> FakeBoard::get_report(std::size_t wanted) {
    const std::scoped_lock lock(mutex_);
    return board_->read(wanted);
}

void FakeBoard::show_descriptors() {
    const std::scoped_lock lock(mutex_);
    pollable_.show(from_hex(model_.descriptors));
}

void FakeBoard::say(Bytes report) {
    const std::scoped_lock lock(mutex_);
    controller_.say(std::move(report));
}

gboolean FakeBoard::on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakeBoard* self) {
    const std::scoped_lock lock(self->mutex_);
    const long result = self->serve(umockdev_ioctl_client_get_request(client), client);
    umockdev_ioctl_client_complete(client, result < 0 ? -1 : result,
                                   result < 0 ? static_cast<int>(-result) : 0);
    return TRUE;
}

// A closed file gives its claim back, as in the kernel.
void FakeBoard::on_closed(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakeBoard* self) {
    const std::scoped_lock lock(self->mutex_);
    if (self->holder_ == client) self->holder_ = nullptr;
}

long FakeBoard::serve(unsigned long request, UMockdevIoctlClient* client) {
    auto* argument = umockdev_ioctl_client_get_arg(client);
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
        case USBDEVFS_DISCONNECT_CLAIM: return claim(client);
        case USBDEVFS_IOCTL:  // the only one libusb sends here: bind the kernel's driver again
            kernel_driver_ = true;
            return 1;
        // libusb 0.1, in a program that ends: a claim is refused, but not remembered, because the
        // file it is closed with is heard of too late for the next program.
        case USBDEVFS_CLAIMINTERFACE:
        case USBDEVFS_SETCONFIGURATION: return holder_ == nullptr ? 0 : -EBUSY;
        case USBDEVFS_RELEASEINTERFACE:
            if (holder_ == client) holder_ = nullptr;
            return 0;
        case USBDEVFS_SETINTERFACE: return 0;
        case USBDEVFS_CONTROL: return control(argument);
        case USBDEVFS_SUBMITURB: return submit(argument);
        default: return -ENOTTY;
    }
}

long FakeBoard::claim(UMockdevIoctlClient* client) {
    if (busy_ || holder_ != nullptr) return -EBUSY;
    kernel_driver_ = false;
    holder_ = client;
    return 0;
}

// libusb 0.1: a control transfer that waits for its answer.
long FakeBoard::control(UMockdevIoctlData* argument) {
    const auto data = resolve(argument, 0, sizeof(usbdevfs_ctrltransfer));
    const auto& asked = at<usbdevfs_ctrltransfer>(data.get());
    const auto buffer = resolve(data.get(), offsetof(usbdevfs_ctrltransfer, data), asked.wLength);
    std::array<std::uint8_t, kSetup> setup{asked.bRequestType, asked.bRequest};
    std::memcpy(setup.data() + 2, &asked.wValue, sizeof asked.wValue);
    std::memcpy(setup.data() + 4, &asked.wIndex, sizeof asked.wIndex);
    Bytes moved(buffer->data, buffer->data + asked.wLength);
    const int status = controller_.control(setup.data(), moved);
    if (status != 0) return status;
    std::ranges::copy(moved, buffer->data);
    return static_cast<long>(moved.size());
}

long FakeBoard::submit(UMockdevIoctlData* argument) {
    ++transfers_;
    auto urb = std::make_unique<Urb>();
    urb->address = at<gulong>(argument);
    urb->data = resolve(argument, 0, sizeof(usbdevfs_urb));
    const auto length = static_cast<std::size_t>(urb->head().buffer_length);
    urb->buffer = resolve(urb->data.get(), offsetof(usbdevfs_urb, buffer), length);
    run(*urb);
    urbs_.push_back(std::move(urb));
    deliver();
    return 0;
}

bool FakeBoard::inward(const Urb& urb) {
    const bool control = urb.head().type == USBDEVFS_URB_TYPE_CONTROL;
    return ((control ? urb.buffer->data[0] : urb.head().endpoint) & 0x80U) != 0;
}

// Carries the transfer out, or leaves it waiting.
void FakeBoard::run(Urb& urb) {
    if (!inward(urb)) ++written_;
    auto& head = urb.head();
    const std::size_t skip = head.type == USBDEVFS_URB_TYPE_CONTROL ? kSetup : 0;
    auto* payload = urb.buffer->data + skip;
    const auto room = static_cast<std::size_t>(head.buffer_length) - skip;
    Bytes data(payload, payload + room);
    urb.status = transfer(urb, data);
    urb.done = urb.status != -EINPROGRESS;
    head.actual_length = 0;
    if (urb.status != 0) return;
    if (inward(urb) && fault_ == Fault::cut_reply)
        data.resize(std::min<std::size_t>(data.size(), 3));
    if (inward(urb)) std::ranges::copy(data, payload);
    head.actual_length = static_cast<int>(data.size());
}

int FakeBoard::transfer(Urb& urb, Bytes& data) {
    const auto& head = urb.head();
    if (fault_ == Fault::stall) return -EPIPE;
    if (fault_ == Fault::bus_error) return -EPROTO;
    if (fault_ == Fault::silence) return -EINPROGRESS;
    if (head.type == USBDEVFS_URB_TYPE_CONTROL) return controller_.control(urb.buffer->data, data);
    if (!inward(urb)) return controller_.out(head.endpoint, data);
    auto report = controller_.in(head.endpoint);
    if (!report) return -EINPROGRESS;
    data = std::move(*report);
    return 0;
}

// What waits on an IN endpoint goes out when a report has come.
void FakeBoard::deliver() {
    for (auto& urb : urbs_)
        if (!urb->done && urb->head().type != USBDEVFS_URB_TYPE_CONTROL && inward(*urb)) run(*urb);
    if (std::ranges::any_of(urbs_, [](const auto& urb) { return urb->done; })) pollable_.wake();
}

long FakeBoard::reap(UMockdevIoctlData* argument) {
    const auto found = std::ranges::find_if(urbs_, [](const auto& urb) { return urb->done; });
    if (found == urbs_.end()) {
        if (!gone_) pollable_.rest();
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
    pollable_.wake();
    return 0;
}

}  // namespace banc
