// SPDX-License-Identifier: EUPL-1.2
// One QEMU child at a time: the PC while it is on. Its ports are socket pairs that nobody else can
// open; they are always read, so the guest never stalls. It dies with this process.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "bench/core/bytes.h"
#include "bench/virtual/arguments.h"

namespace banc {

class Machine {
public:
    struct Listener {
        std::function<void(ByteView)> console;
        std::function<void(ByteView)> agent;
        std::function<void()> reset;  // the guest asked for it: QEMU ends next
        std::function<void()> ended;  // QEMU is gone by itself; not called after kill()
    };
    struct Parts {
        std::string program;  // QEMU
        PcDisks disks;
        std::string log;  // the file that takes what QEMU says
    };
    Machine(Parts parts, Listener listener);
    ~Machine();

    // To be called from the main thread: the parent-death signal follows the thread.
    Result<void> start(const PcState& pc);
    void kill();                        // as a cut of the mains; returns when QEMU is gone
    void press();                       // the front button, to a running system
    void change(Line line, Health to);  // what a running PC notices
    void to_console(ByteView bytes);    // a full port loses bytes, as a UART does
    void send_break();                  // to its console
    void to_agent(ByteView bytes);
    [[nodiscard]] std::int64_t pid() const;  // 0 when off

private:
    struct Child;
    void bury();
    void log(const std::string& line) const;

    std::string program_;
    PcDisks disks_;
    std::string log_;
    Listener listener_;
    std::unique_ptr<Child> child_;
};

}  // namespace banc
