// SPDX-License-Identifier: EUPL-1.2
#include "drivers/hub/hub_board.h"

#include <fmt/format.h>

#include <algorithm>

#include "drivers/relay/busy.h"

namespace banc {
namespace {

Coil coil_of(const PortClaim& claim) { return coil_for(claim.power); }

Error moved_along() {
    return {Errc::protocol, text("a changé sans qu'on le demande", "changed without being asked"),
            text("ce concentrateur ne coupe pas port par port : en prendre un autre",
                 "this hub does not switch port by port: use another")};
}

Error not_fed() {
    return {Errc::protocol,
            text("le port annonce toujours « coupé »", "the port still says \"off\"")};
}

}  // namespace

HubBoard::HubBoard(Loop& loop, std::string name, HubBox box, Ports ports)
    : loop_(loop), name_(std::move(name)), box_(std::move(box)), ports_(std::move(ports)) {}

tl::unexpected<Error> HubBoard::broken(Error error) const {
    return tl::unexpected<Error>(std::move(error).within(name_));
}

tl::unexpected<Error> HubBoard::broken_at(int port, Error error) const {
    return broken(std::move(error).within(fmt::format("port {}", port)));
}

Result<SwitchedPort*> HubBoard::port(RelayChannel channel) const {
    const auto found = ports_.find(channel.printed());
    if (found != ports_.end()) return found->second.get();
    return broken_at(channel.printed(), {Errc::invalid, text("aucune ligne de ce banc ne le nomme",
                                                             "no line of this bench names it")});
}

Task<Result<Coils>> HubBoard::look() {
    Coils all;
    for (const auto& [number, port] : ports_) {
        const Result<PortClaim> seen = co_await port->read();
        if (!seen) co_return broken_at(number, seen.error());
        const Move move{*RelayChannel::from(number), coil_of(*seen), all};
        all = move.after();
    }
    co_return all;
}

Task<Result<Coils>> HubBoard::read() {
    if (busy_) co_return broken(still_busy());
    const Busy busy(busy_);
    Result<Coils> seen = co_await look();
    co_return seen;
}

// The port itself is read back by SwitchedPort; here the others are: a hub that claims to switch
// port by port may cut several together.
Task<Result<Confirmed>> HubBoard::set(RelayChannel channel, Coil wanted) {
    const auto own = port(channel);
    if (!own) co_return tl::unexpected<Error>(own.error());
    if (busy_) co_return broken(still_busy());
    const Busy busy(busy_);
    const Result<Coils> before = co_await look();
    if (!before) co_return tl::unexpected<Error>(before.error());
    const Result<Claimed> moved = co_await (*own)->set(power_for(wanted));
    if (!moved) co_return broken_at(channel.printed(), moved.error());
    const Result<Coils> after = co_await look();
    if (!after) co_return tl::unexpected<Error>(after.error());
    const Move move{channel, wanted, *before};
    for (const auto& [number, port] : ports_) {
        const auto other = *RelayChannel::from(number);
        if (after->at(other) != move.after().at(other)) co_return broken_at(number, moved_along());
    }
    co_return Confirmed::by_readback;
}

Task<Result<Confirmed>> HubBoard::release(RelayChannel channel) {
    const auto own = port(channel);
    if (!own) co_return tl::unexpected<Error>(own.error());
    if (busy_) co_return broken(still_busy());
    const Busy busy(busy_);
    const Result<Claimed> fed = co_await (*own)->set(PortPower::on);
    if (!fed) co_return broken_at(channel.printed(), fed.error());
    co_return Confirmed::by_readback;
}

// Every port is told before any is waited for.
Task<Result<Confirmed>> HubBoard::release_all() {
    if (busy_) co_return broken(still_busy());
    const Busy busy(busy_);
    std::optional<Error> failed;
    Nanos shows{0};
    for (const auto& [number, port] : ports_) {
        Result<void> told = co_await port->feed();
        if (!told && !failed) failed = broken_at(number, told.error()).value();
        shows = std::max(shows, port->shows_after(PortPower::on));
    }
    if (failed) co_return tl::unexpected<Error>(*failed);
    co_await pause(loop_, shows);
    const Result<Coils> seen = co_await look();
    if (!seen) co_return tl::unexpected<Error>(seen.error());
    for (const auto& [number, port] : ports_)
        if (seen->at(*RelayChannel::from(number)) != Coil::released)
            co_return broken_at(number, not_fed());
    co_return Confirmed::by_readback;
}

Task<Result<Confirmed>> HubBoard::pulse(RelayChannel, Nanos) {
    co_return broken({Errc::refused, text("un concentrateur ne compte pas d'impulsion",
                                          "a hub can't time a pulse")});
}

Task<Result<void>> HubBoard::adopt() { co_return Result<void>{}; }

Task<Result<Proof>> HubBoard::prove(RelayChannel channel, Nanos within) {
    const auto own = port(channel);
    if (!own) co_return tl::unexpected<Error>(own.error());
    if (busy_) co_return broken(still_busy());
    const Busy busy(busy_);
    Result<Proof> proof = co_await (*own)->prove(within);
    if (!proof) co_return broken(std::move(proof.error()));
    co_return proof;
}

}  // namespace banc
