// SPDX-License-Identifier: EUPL-1.2
// The ports of one hub as contacts of a bench: an energised contact is a port without power. Only
// the ports it was given are ever asked or told; the others feed somebody else's devices.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "drivers/hub/switched_port.h"
#include "drivers/relay/contact_board.h"

namespace banc {

// The box, as its qualification names it.
struct HubBox {
    HubModel model;  // of its USB 2 half where it has two
    int ports = 0;
    std::vector<std::string> paths{};  // of its halves: "1-4", "2-4"
};

class HubBoard : public ContactBoard {
public:
    using Ports = std::map<int, std::unique_ptr<SwitchedPort>>;  // by the number printed on the hub
    HubBoard(Loop& loop, std::string name, HubBox box, Ports ports);

    Task<Result<Confirmed>> set(RelayChannel channel, Coil wanted) override;
    Task<Result<Coils>> read() override;
    Task<Result<Confirmed>> release(RelayChannel channel) override;
    Task<Result<Confirmed>> release_all() override;
    Task<Result<Confirmed>> pulse(RelayChannel channel, Nanos length) override;
    Task<Result<void>> adopt() override;

    // SwitchedPort::prove() of one of its ports.
    Task<Result<Proof>> prove(RelayChannel channel, Nanos within);

    [[nodiscard]] const std::string& name() const override { return name_; }
    [[nodiscard]] int channels() const override { return box_.ports; }
    [[nodiscard]] bool readable() const override { return true; }
    [[nodiscard]] Nanos longest_pulse() const override { return Nanos{0}; }
    [[nodiscard]] const HubBox& box() const { return box_; }

private:
    Task<Result<Coils>> look();
    [[nodiscard]] Result<SwitchedPort*> port(RelayChannel channel) const;
    [[nodiscard]] tl::unexpected<Error> broken(Error error) const;
    [[nodiscard]] tl::unexpected<Error> broken_at(int port, Error error) const;

    Loop& loop_;
    std::string name_;
    HubBox box_;
    Ports ports_;
    bool busy_ = false;
};

}  // namespace banc
