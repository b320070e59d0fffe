// SPDX-License-Identifier: EUPL-1.2
#include "drivers/transport/hub_port.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <libusb-1.0/libusb.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kDeadline = 1s;  // a control transfer takes milliseconds

class UsbPort final : public PortLink {
public:
    UsbPort(UsbLoop& usb, FoundHub& hub, int port)
        : usb_(usb),
          hub_(std::move(hub.device)),
          speed_(hub.half.speed),
          port_(port),
          name_(fmt::format("usb:{} ({})", hub.half.path,
                            speed_ == HubSpeed::superspeed ? "SuperSpeed" : "USB 2")),
          device_path_(path_on_port(hub.half.path, port)),
          switch_(kernel_switch(hub.half.path, port)) {}

    [[nodiscard]] const std::string& name() const override { return name_; }
    Task<Result<Way>> command(PortPower wanted, Way way) override;
    Task<Result<PortClaim>> status() override;
    Task<Device> ask_device() override;

private:
    static std::string kernel_switch(const std::string& path, int port) {
        const bool second = usb_attribute(path, "bConfigurationValue") == "2";
        return "/sys/bus/usb/devices/" + kernel_port_switch(path, second ? 2 : 1, port);
    }
    [[nodiscard]] Result<Way> tell_kernel(PortPower wanted) const;

    UsbLoop& usb_;
    std::unique_ptr<UsbDevice> hub_;
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
    if (why == EACCES || why == EPERM) return Way::transfer;
    return fail(Errc::environment, text("le noyau refuse : {} ({})", "the kernel refuses: {} ({})",
                                        switch_, std::strerror(why)));
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
Task<Device> UsbPort::ask_device() {
    if (!device_) {
        const auto plugged = plugged_usb(usb_);
        if (!plugged) co_return Device::silent;
        const auto found = std::ranges::find(*plugged, device_path_, &UsbFound::path);
        if (found == plugged->end()) co_return Device::silent;
        auto opened = UsbDevice::open(usb_, *found, UsbClaim::none);
        if (!opened) co_return Device::silent;
        device_ = std::move(*opened);
    }
    const auto request = ask_device_status();
    Result<Bytes> reply = co_await device_->control(request, kDeadline);
    if (reply || reply.error().code == Errc::refused) co_return Device::answers;
    device_.reset();  // it comes back as another device
    co_return Device::silent;
}

tl::unexpected<Error> no_such_hub(const std::string& path, const std::vector<FoundHub>& hubs) {
    std::string there;
    for (const auto& hub : hubs) there += (there.empty() ? "" : ", ") + hub.half.path;
    return fail(Errc::environment,
                text("pas de concentrateur en {} ; il y a : {}", "no hub at {}; there are: {}",
                     path, there.empty() ? "–" : there),
                text("le rebrancher sur le même port", "plug it back into the same port"));
}

std::vector<HubHalf> halves_of(const std::vector<FoundHub>& hubs) {
    std::vector<HubHalf> halves;
    for (const auto& hub : hubs) halves.push_back(hub.half);
    return halves;
}

// What keeps a hub from being asked is what keeps it from being paired: its remedy is the one.
tl::unexpected<Error> unpaired(Error error, const std::vector<FoundHub>& hubs, const HubHalf& own) {
    for (const auto& hub : hubs) {
        const bool other = hub.half.speed != own.speed && hub.half.model.vendor == own.model.vendor;
        if (other && hub.unread) error.remedy = hub.unread->remedy;
    }
    return tl::unexpected<Error>(std::move(error));
}

// Another hub's hub is somebody else's bench, or this box's own inside.
Result<void> can_use(const FoundHub& hub, int port, const std::vector<FoundHub>& hubs) {
    if (hub.unread) return tl::unexpected<Error>(*hub.unread);
    auto fit = can_switch(hub.facts, hub.half.model, port);
    if (!fit) return fit;
    const auto below = path_on_port(hub.half.path, port);
    if (std::ranges::none_of(hubs, [&](const auto& other) { return other.half.path == below; }))
        return {};
    return fail(Errc::refused,
                text("le port {} porte un autre concentrateur", "port {} holds another hub", port),
                text("prendre un port de {}", "use a port of {}", below));
}

}  // namespace

Task<Result<std::unique_ptr<SwitchedPort>>> open_hub_port(UsbLoop& usb, std::string path,
                                                          int port) {
    Result<std::vector<FoundHub>> found = co_await find_hubs(usb);
    if (!found) co_return tl::unexpected<Error>(found.error());
    auto& hubs = *found;
    const auto it = std::ranges::find(hubs, path, [](const FoundHub& h) { return h.half.path; });
    if (it == hubs.end()) co_return no_such_hub(path, hubs);
    const auto own = static_cast<std::size_t>(it - hubs.begin());
    if (it->unread) co_return tl::unexpected<Error>(*it->unread);
    const auto pairing = pair_hub(halves_of(hubs), own);
    if (!pairing) co_return unpaired(pairing.error(), hubs, it->half);
    std::vector<std::size_t> both{own};
    if (pairing->other) both.push_back(*pairing->other);
    Nanos power_good{0};
    for (const auto half : both) {
        const auto usable = can_use(hubs[half], port, hubs);
        if (!usable)
            co_return tl::unexpected<Error>(Error(usable.error()).within(hubs[half].half.path));
        power_good = std::max(power_good, hubs[half].facts.power_good);
    }
    std::vector<std::unique_ptr<PortLink>> links;
    for (const auto half : both) links.push_back(std::make_unique<UsbPort>(usb, hubs[half], port));
    auto name = fmt::format("usb:{} port {}", path, port);
    co_return std::make_unique<SwitchedPort>(usb.loop(), std::move(name), std::move(links),
                                             PortTiming{power_good});
}

}  // namespace banc
