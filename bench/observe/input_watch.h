// SPDX-License-Identifier: EUPL-1.2
// A dry contact on a modem line of a console's port: closed or open, asked like an agent for its
// row, and a fact when it changes. It counts once it has stood still (InputConfig::debounce); while
// the port is gone nobody knows.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bench/observe/console_watch.h"
#include "drivers/agent/agent_client.h"

namespace banc {

enum class Contact { open, closed };

class InputWatch final : public Respondent {
public:
    // A fact of the scenario was seen and is in the journal, with its number.
    using Seen = std::function<void(const std::string& fact, std::uint64_t seq)>;

    // All of it outlives this, but `console`, which calls back as long as it lives.
    InputWatch(Loop& loop, Logbook& logbook, const InputConfig& config, ConsoleWatch& console);

    // The event facts of this contact: each change from a position that was known.
    void watch(const Scenario& scenario, Seen seen);

    // "contact": one row, contact=closed or contact=open. Errors: disconnected while the port is
    // gone; timeout while the contact does not stand still.
    Task<Result<AgentAnswer>> ask(std::string request, Nanos deadline) override;

    // The interval since the last call, if the contact was known all through it; while it does not
    // stand still, up to when it moved: it may have been opened then.
    std::optional<std::pair<Nanos, Nanos>> take_alive();

private:
    void look();
    void settle(Contact now);
    Task<void> record(std::string fact, Json body);

    Loop& loop_;
    Logbook& logbook_;
    const InputConfig& config_;
    ConsoleWatch& console_;
    std::vector<const Fact*> awaited_;
    Seen seen_;
    std::optional<Contact> reads_;   // what the line says now
    std::optional<Contact> stands_;  // the last position that stood still
    TimerPtr settling_;              // while it does not
    Nanos moved_{0};                 // since when it does not
    Nanos alive_from_;
    bool saw_all_ = false;                           // since the last take_alive()
    std::vector<std::unique_ptr<Running>> writing_;  // on their way to the disk
};

using InputWatches = std::map<std::string, std::unique_ptr<InputWatch>>;

}  // namespace banc
