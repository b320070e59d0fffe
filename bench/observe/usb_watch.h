// SPDX-License-Identifier: EUPL-1.2
// The controller's USB, watched while the exam lasts: what was plugged in and pulled out becomes
// facts, and what stands there can be asked for like an agent's rows. The bench's own boards and
// hubs come and go there too: a scenario tells things apart by serial number or port.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bench/journal/logbook.h"
#include "bench/scenario/scenario.h"
#include "drivers/agent/agent_client.h"
#include "drivers/transport/usb_bus.h"

namespace banc {

class UsbWatch final : public Respondent {
public:
    // A fact of the scenario was seen and is in the journal, with its number.
    using Seen = std::function<void(const std::string& fact, std::uint64_t seq)>;

    UsbWatch(Loop& loop, Logbook& logbook, UsbBus& bus);

    // The event facts of the controller's USB.
    void watch(const Scenario& scenario, Seen seen);

    // "usb": what is plugged in now. Errors: disconnected once the kernel's news no longer come.
    Task<Result<AgentAnswer>> ask(std::string request, Nanos deadline) override;

    // The interval since the last call, if no move was missed in it.
    std::optional<std::pair<Nanos, Nanos>> take_alive();

private:
    void moved(UsbMove move, const AgentRow& row, Instant at);
    Task<void> record(std::string fact, Json body);

    Loop& loop_;
    Logbook& logbook_;
    UsbBus& bus_;
    std::vector<const Fact*> awaited_;
    Seen seen_;
    Nanos alive_from_;
    bool saw_all_ = true;                            // since the last take_alive()
    std::vector<std::unique_ptr<Running>> writing_;  // on their way to the disk
};

}  // namespace banc
