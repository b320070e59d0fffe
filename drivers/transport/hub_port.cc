// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/hub_port.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <libusb-1.0/libusb.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "bench/core/causes.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kDeadline = 1s;  // a control transfer takes milliseconds

class UsbPort final : public PortLink {
public:
    UsbPort(UsbLoop& usb, const FoundHub& hub, int port)
        : usb_(usb),
          hub_(hub.device),
          speed_(hub.half.speed),
          port_(port),
          name_(fmt::format("usb:{} ({})", hub.half.path,
                            speed_ == HubSpeed::superspeed ? "SuperSpeed" : "USB 2")),
          device_path_(path_on_port(hub.half.path, port)),
          switch_(kernel_switch(hub.half.path, port)) {}

    [[nodiscard]] const std::string& name() const override { return name_; }
    Task<Result<Way>> command(PortPower wanted, Way way) override;
    Task<Result<PortClaim>> status() override;
    Task<OnPort> ask_device() override;

private:
    static std::string kernel_switch(const std::string& path, int port) {
        const bool second = usb_attribute(path, "bConfigurationValue") == "2";
        return "/sys/bus/usb/devices/" + kernel_port_switch(path, second ? 2 : 1, port);
    }
    [[nodiscard]] Result<Way> tell_kernel(PortPower wanted) const;

    UsbLoop& usb_;
    std::shared_ptr<UsbDevice> hub_;  // allow: shared_ptr, of all the ports of one half
    HubSpeed speed_;
    int port_;
    std::string name_;
    std::string device_path_;
    std::string switch_;
    std::unique_ptr<UsbDevice> device_;  // asked while it was fed; silence is its handle's
};

// Written from the loop: the kernel answers after one transfer to the hub, which it gives a second
// at most, and after its drivers have let the device go. Way::transfer: no such switch here (a
// kernel before 6.0), or no permission to write it.
Result<Way> UsbPort::tell_kernel(PortPower wanted) const {
    const int fd = ::open(switch_.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd < 0) return Way::transfer;
    const char word = wanted == PortPower::off ? '1' : '0';
    const auto written = ::write(fd, &word, 1);
    const int why = errno;
    ::close(fd);
    if (written == 1) return Way::kernel;
    // Unplugged since: the transfer says so.
    if (why == EACCES || why == EPERM || why == ENODEV) return Way::transfer;
    return fail(Errc::environment,
                because(why, text("le noyau refuse {}", "the kernel refuses {}", switch_)));
}

Task<Result<Way>> UsbPort::command(PortPower wanted, Way way) {
    if (way == Way::kernel) {
        Result<Way> told = tell_kernel(wanted);
        if (!told || *told == Way::kernel) co_return told;
    }
    const auto request = set_port_power(port_, wanted);
    Result<Bytes> sent = co_await hub_->control(request, kDeadline);
    if (!sent) co_return tl::unexpected<Error>(sent.error());
    co_return Way::transfer;
}

Task<Result<PortClaim>> UsbPort::status() {
    const auto request = ask_port_status(port_);
    Result<Bytes> reply = co_await hub_->control(request, kDeadline);
    if (!reply) co_return tl::unexpected<Error>(reply.error());
    co_return parse_port_status(*reply, speed_);
}

// A stall is an answer. A device that can't be opened is not asked, and counts as silent: then
// nothing is proven by it, because it has to answer first.
Task<OnPort> UsbPort::ask_device() {
    if (!device_) {
        const auto plugged = plugged_usb(usb_);
        if (!plugged) co_return OnPort::silent;
        const auto found = std::ranges::find(*plugged, device_path_, &UsbFound::path);
        if (found == plugged->end()) co_return OnPort::silent;
        auto opened = UsbDevice::open(usb_, *found, UsbClaim::none);
        if (!opened) co_return OnPort::silent;
        device_ = std::move(*opened);
    }
    const auto request = ask_device_status();
    Result<Bytes> reply = co_await device_->control(request, kDeadline);
    if (reply || reply.error().code == Errc::refused) co_return OnPort::answers;
    device_.reset();  // it comes back as another device
    co_return OnPort::silent;
}

// The lock of whatever is plugged into it: who cuts a port owns what it feeds.
std::string place_of(const FoundHub& half, int port) {
    return "usb:" + path_on_port(half.half.path, port);
}

}  // namespace

Task<Result<OpenHub>> open_hub(UsbLoop& usb, std::string path, std::vector<int> ports) {
    const Result<FoundHubs> hubs = co_await find_hubs(usb);
    if (!hubs) co_return tl::unexpected<Error>(hubs.error());
    const auto box = box_of(*hubs, path);
    if (!box) co_return tl::unexpected<Error>(box.error());
    OpenHub open{name_of(*box), {}, {}};
    Nanos power_good{0};
    for (const auto* half : *box) power_good = std::max(power_good, half->facts.power_good);
    for (const int port : ports) {
        const auto usable = can_use(*box, port, *hubs);
        if (!usable) co_return tl::unexpected<Error>(usable.error());
        std::vector<std::unique_ptr<PortLink>> links;
        for (const auto* half : *box) {
            links.push_back(std::make_unique<UsbPort>(usb, *half, port));
            open.places.push_back(place_of(*half, port));
        }
        open.ports[port] =
            std::make_unique<SwitchedPort>(usb.loop(), fmt::format("usb:{} port {}", path, port),
                                           std::move(links), PortTiming{power_good});
    }
    co_return open;
}

}  // namespace banc
