// SPDX-License-Identifier: EUPL-1.2
// One meter, always read while the exam lasts: what it prints goes to the journal as a console's
// bytes do, and what it shows becomes facts: "the candidate measured 12 V on the rail".
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bench/journal/logbook.h"
#include "bench/scenario/bench_config.h"
#include "bench/scenario/scenario.h"
#include "drivers/console/line_cleaner.h"
#include "drivers/meter/sigrok_reading.h"
#include "drivers/transport/transport.h"

namespace banc {

class MeterWatch {
public:
    // A fact of the scenario was seen and is in the journal, with its number.
    using Seen = std::function<void(const std::string& fact, std::uint64_t seq)>;
    // Meters show two to four values a second; past this nobody knows what this one would show.
    static constexpr Nanos kBlind = std::chrono::seconds(3);

    MeterWatch(Loop& loop, Logbook& logbook, const MeterConfig& config, ByteLine& line)
        : loop_(loop), logbook_(logbook), config_(config), line_(line) {}

    // The event facts of this meter. A fact comes once each time the value enters its range: on the
    // second reading in a row there, because a probe that slips shows anything once.
    void watch(const Scenario& scenario, Seen seen);

    // Journals what it printed since the last call.
    Task<Result<void>> flush();
    // The newest interval since the last call that no gap over kBlind breaks.
    std::optional<std::pair<Nanos, Nanos>> take_alive();

private:
    struct Awaited {
        const Fact* fact;
        int in_a_row = 0;
        Nanos told{0};
    };
    void arrived(ByteView bytes, Instant at);
    void read(const MeterReading& reading, Instant at);
    void tell(Awaited& awaited, const MeterReading& reading, Instant at);
    Task<void> record(std::string fact, Json body);

    Loop& loop_;
    Logbook& logbook_;
    const MeterConfig& config_;
    ByteLine& line_;
    LineCleaner cleaner_;
    std::vector<Awaited> awaited_;
    Seen seen_;
    std::optional<std::pair<Nanos, Nanos>> alive_;  // unbroken readings
    ConsoleBlock waiting_;
    std::vector<std::unique_ptr<Running>> writing_;  // on their way to the disk
};

using MeterWatches = std::map<std::string, std::unique_ptr<MeterWatch>>;

}  // namespace banc
