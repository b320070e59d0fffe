// SPDX-License-Identifier: EUPL-1.2
// A bench set up for one exam: its devices, and the observers that look at them.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "bench/exam/people.h"
#include "bench/inject/board_return.h"
#include "bench/inject/injector.h"
#include "bench/inject/line_switch.h"
#include "bench/journal/logbook.h"
#include "bench/observe/console_watch.h"
#include "bench/observe/disk_watch.h"
#include "bench/observe/heartbeat.h"
#include "bench/observe/input_watch.h"
#include "bench/observe/line_watch.h"
#include "bench/observe/meter_watch.h"
#include "bench/observe/probe_round.h"
#include "bench/observe/usb_watch.h"
#include "bench/scenario/bench_config.h"
#include "bench/scenario/scenario.h"
#include "drivers/agent/agent_client.h"

namespace banc {

// The devices bench.yaml names, open. Real ones and virtual ones look the same from here.
struct Bench {
    BenchConfig config;
    Boards boards;
    Commissioning commissioning;                                 // what each does without USB
    OpenBoard open_board;                                        // also one that was away
    std::map<std::string, std::unique_ptr<ByteLine>> consoles;   // "pc.console"
    std::map<std::string, std::unique_ptr<AgentClient>> agents;  // "pc.agent"
    std::map<std::string, std::unique_ptr<ByteLine>> meters;     // those the scenario needs
    std::map<std::string, std::unique_ptr<DiskReader>> disks;    // the same
    std::unique_ptr<UsbBus> usb;                                 // when the scenario needs it
};

struct Instruments {
    // What they are made from. All of it outlives them.
    struct From {
        Loop& loop;
        Logbook& logbook;
        Bench& bench;
        People& people;
        const Scenario& scenario;
        const Secrets& secrets;
    };
    explicit Instruments(From from);

    // Patterns compiled, listeners attached.
    Result<void> attach();
    // Raw console bytes that wait go to the journal.
    Task<Result<void>> flush();
    // The same, and what the meters printed since the last heartbeat.
    Task<Result<void>> flush_all();
    // nullopt where no console has the power LED wired.
    [[nodiscard]] std::optional<bool> powered() const;

    Loop& loop;
    Logbook& logbook;
    People& people;
    const Scenario& scenario;
    LineSwitch lines;
    BoardReturn boards;
    LineWatch line_watch;
    ConsoleWatches consoles;
    MeterWatches meters;
    DiskWatches disks;
    InputWatches inputs;  // those the scenario needs
    std::unique_ptr<UsbWatch> usb;
    ProbeRound probes;
    Heartbeat heartbeat;
    Injector injector;
    int power_changes = 0;  // of the power LED, so far
};

}  // namespace banc
