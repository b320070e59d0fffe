// SPDX-License-Identifier: EUPL-1.2
#include "drivers/hub/switched_port.h"

#include <algorithm>

#include "drivers/relay/busy.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kLook = 50ms;  // between two questions to the device

tl::unexpected<Error> refused_busy(const std::string& name) {
    return tl::unexpected<Error>(still_busy().within(name));
}

tl::unexpected<Error> in_half(const PortLink& half, Error error) {
    return tl::unexpected<Error>(std::move(error).within(half.name()));
}

Error unmoved(PortPower wanted, const PortClaim& seen) {
    if (seen.over_current)
        return {Errc::protocol, text("surintensité sur le port", "over-current on the port"),
                text("débrancher ce qui est sur le port", "unplug what is on the port")};
    if (wanted == PortPower::on)
        return {Errc::protocol,
                text("le port annonce toujours « coupé »", "the port still says \"off\"")};
    return {Errc::protocol,
            text("le port annonce toujours « alimenté »", "the port still says \"powered\""),
            text("noyau antérieur à 6.0 : il réalimente le port ; sinon ce concentrateur ne coupe "
                 "pas",
                 "a kernel before 6.0 powers the port again; else this hub does not switch")};
}

}  // namespace

SwitchedPort::SwitchedPort(Loop& loop, std::string name,
                           std::vector<std::unique_ptr<PortLink>> halves, PortTiming timing)
    : loop_(loop), name_(std::move(name)), halves_(std::move(halves)), timing_(timing) {}

Task<Result<Claimed>> SwitchedPort::set(PortPower wanted) {
    if (busy_) co_return refused_busy(name_);
    const Busy busy(busy_);
    Result<Claimed> done = co_await move(wanted, Way::kernel);
    co_return done;
}

Task<Result<PortClaim>> SwitchedPort::read() {
    if (busy_) co_return refused_busy(name_);
    const Busy busy(busy_);
    std::optional<PortClaim> all;
    for (const auto& half : halves_) {
        Result<PortClaim> seen = co_await half->status();
        if (!seen) co_return in_half(*half, seen.error());
        if (!all) all = *seen;
        if (all->power != seen->power)
            co_return in_half(*half,
                              {Errc::protocol,
                               text("ses deux moitiés se contredisent", "its halves disagree"),
                               text("alimenter puis couper de nouveau le port",
                                    "power the port, then switch it off again")});
        all->connected = all->connected || seen->connected;
        all->over_current = all->over_current || seen->over_current;
    }
    co_return *all;
}

Task<Result<void>> SwitchedPort::feed() {
    if (busy_) co_return refused_busy(name_);
    const Busy busy(busy_);
    const Result<Way> told = co_await tell(PortPower::on, Way::kernel);
    if (!told) co_return tl::unexpected<Error>(told.error());
    co_return Result<void>{};
}

Nanos SwitchedPort::shows_after(PortPower wanted) const {
    return wanted == PortPower::on ? std::max(timing_.power_good, timing_.settle) : timing_.settle;
}

Task<Result<Claimed>> SwitchedPort::move(PortPower wanted, Way way) {
    Result<Claimed> done = co_await attempt(wanted, way);
    if (done || wanted == PortPower::on) co_return done;
    co_await tell(PortPower::on, way);  // the first error is the one to tell
    co_return done;
}

// The way it took on every half. "Off" stops at the first half that refuses; "on" never.
Task<Result<Way>> SwitchedPort::tell(PortPower wanted, Way way) {
    Way went = Way::kernel;
    std::optional<Error> failed;
    for (const auto& half : halves_) {
        Result<Way> told = co_await half->command(wanted, way);
        if (!told && !failed) failed = std::move(told.error()).within(half->name());
        if (!told && wanted == PortPower::off) break;
        if (told && *told == Way::transfer) went = Way::transfer;
    }
    if (failed) co_return tl::unexpected<Error>(*failed);
    co_return went;
}

Task<Result<Claimed>> SwitchedPort::attempt(PortPower wanted, Way way) {
    const Result<Way> went = co_await tell(wanted, way);
    if (!went) co_return tl::unexpected<Error>(went.error());
    co_await pause(loop_, shows_after(wanted));
    Claimed claimed{PortClaim{wanted}, *went};
    for (const auto& half : halves_) {
        Result<PortClaim> seen = co_await half->status();
        if (!seen) co_return in_half(*half, seen.error());
        if (seen->power != wanted) co_return in_half(*half, unmoved(wanted, *seen));
        claimed.port.connected = claimed.port.connected || seen->connected;
        claimed.port.over_current = claimed.port.over_current || seen->over_current;
    }
    co_return claimed;
}

Task<Result<Proof>> SwitchedPort::prove(Nanos within) {
    if (busy_) co_return refused_busy(name_);
    const Busy busy(busy_);
    const OnPort before = co_await device();
    if (before == OnPort::silent)
        co_return fail(Errc::refused,
                       text("{} : rien qui réponde n'est branché",
                            "{}: nothing that answers is "
                            "plugged in",
                            name_),
                       text("brancher un appareil alimenté par le port, sans autre alimentation",
                            "plug in a device that the port feeds, with no supply of its own"));
    Result<Claimed> off = co_await move(PortPower::off, Way::transfer);
    if (!off) co_return tl::unexpected<Error>(off.error());
    Result<Proof> proof = co_await watch(within);
    Result<Claimed> on = co_await move(PortPower::on, Way::transfer);
    if (!on) co_return tl::unexpected<Error>(on.error());
    co_return proof;
}

Task<Result<Proof>> SwitchedPort::watch(Nanos within) {
    const Nanos until = loop_.now().since_boot + within;
    for (;;) {
        const OnPort now = co_await device();
        if (now == OnPort::silent) co_return Proof::device_left;
        if (loop_.now().since_boot >= until) co_return Proof::not_proven;
        co_await pause(loop_, kLook);
    }
}

// A device is on one half only: a USB 2 stick in a USB 3 port.
Task<OnPort> SwitchedPort::device() {
    for (const auto& half : halves_) {
        const OnPort now = co_await half->ask_device();
        if (now == OnPort::answers) co_return now;
    }
    co_return OnPort::silent;
}

}  // namespace banc
