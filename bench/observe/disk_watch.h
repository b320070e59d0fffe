// SPDX-License-Identifier: EUPL-1.2
// A disk on the controller, asked for its health like an agent for its rows. What changed from one
// reading to the next becomes facts: another disk stands there, this one got worse. Nobody saw
// when, so such a fact carries both times.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/journal/logbook.h"
#include "bench/observe/smart_facts.h"
#include "bench/scenario/bench_config.h"
#include "bench/scenario/scenario.h"
#include "drivers/agent/agent_client.h"
#include "drivers/smart/disk_reader.h"

namespace banc {

class DiskWatch final : public Respondent {
public:
    // A fact of the scenario was seen and is in the journal, with its number.
    using Seen = std::function<void(const std::string& fact, std::uint64_t seq)>;

    DiskWatch(Loop& loop, Logbook& logbook, const DiskConfig& config, DiskReader& reader)
        : loop_(loop), logbook_(logbook), config_(config), reader_(reader) {}

    // The event facts of this disk. The first reading shows none: it is what others differ from.
    void watch(const Scenario& scenario, Seen seen);

    // "smart": one row (smart_facts.h), or none where no disk stands. Errors: those of the reader.
    Task<Result<AgentAnswer>> ask(std::string request, Nanos deadline) override;

private:
    struct Span {  // [from, to] since boot
        Nanos from;
        Nanos to;
    };
    void compare(DiskHealth now, Span read);
    void remember(DiskHealth now, Nanos asked);
    void note(const SmartFact& change, Span between);
    Task<void> record(std::string fact, Json body);

    Loop& loop_;
    Logbook& logbook_;
    const DiskConfig& config_;
    DiskReader& reader_;
    const Scenario* scenario_ = nullptr;
    Seen seen_;
    std::optional<DiskHealth> before_;               // the last disk there, by its last words
    std::map<std::string, Nanos> asked_;             // for them, by what a fact shows
    std::vector<std::unique_ptr<Running>> writing_;  // on their way to the disk
};

using DiskWatches = std::map<std::string, std::unique_ptr<DiskWatch>>;

}  // namespace banc
