// SPDX-License-Identifier: EUPL-1.2
// A port of an emulated hub, in memory: the control pipe is a function call, and the right to write
// can be taken away.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "drivers/emulators/hub.h"
#include "drivers/hub/switched_port.h"

namespace banc {

class MemoryPort final : public PortLink {
public:
    MemoryPort(HubEmulator& hub, int port)
        : hub_(hub),
          port_(port),
          name_(hub.shape().speed == HubSpeed::superspeed ? "SuperSpeed" : "USB 2") {}

    [[nodiscard]] const std::string& name() const override { return name_; }

    Task<Result<Way>> command(PortPower wanted, Way) override {
        if (read_only) {
            co_return fail(Errc::environment, text("pas le droit d'écrire", "may not write"));
        }
        const auto reply = hub_.control(set_port_power(port_, wanted));
        if (!reply) co_return stall();
        co_return Way::transfer;
    }

    Task<Result<PortClaim>> status() override {
        const auto reply = hub_.control(ask_port_status(port_));
        if (!reply) co_return stall();
        co_return parse_port_status(*reply, hub_.shape().speed);
    }

    Task<OnPort> ask_device() override {
        co_return hub_.device_answers(port_) ? OnPort::answers : OnPort::silent;
    }

    bool read_only = false;

private:
    static tl::unexpected<Error> stall() {
        return fail(Errc::refused, text("requête refusée", "request refused"));
    }

    HubEmulator& hub_;
    int port_;
    std::string name_;
};

// Both halves of one box, and its port 2.
struct HubBench {
    explicit HubBench(Loop& loop) : port(loop, "usb:1-4 port 2", links(), PortTiming{}) {}

    // The wire is fed by either half.
    [[nodiscard]] PortPower vbus() const {
        return usb2.vbus(2) == PortPower::on ? PortPower::on : usb3.vbus(2);
    }

    HubEmulator usb2{HubShape{}};
    HubEmulator usb3{HubShape{HubSpeed::superspeed}};
    MemoryPort* half2 = nullptr;  // the port's own
    MemoryPort* half3 = nullptr;
    SwitchedPort port;

private:
    std::vector<std::unique_ptr<PortLink>> links() {
        auto first = std::make_unique<MemoryPort>(usb2, 2);
        auto second = std::make_unique<MemoryPort>(usb3, 2);
        half2 = first.get();
        half3 = second.get();
        std::vector<std::unique_ptr<PortLink>> both;
        both.push_back(std::move(first));
        both.push_back(std::move(second));
        return both;
    }
};

}  // namespace banc
