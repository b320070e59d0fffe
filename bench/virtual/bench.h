// SPDX-License-Identifier: EUPL-1.2
// The virtual bench without its sockets: a PC, a relay board whose contacts act on it, hands and a
// front panel.
#pragma once

#include "bench/core/json.h"
#include "bench/core/loop.h"
#include "bench/virtual/machine.h"
#include "bench/virtual/meter.h"
#include "bench/virtual/power.h"
#include "drivers/emulators/emulator.h"

namespace banc {

inline constexpr std::string_view kBoard = "relais";

// The USB cable of a board.
enum class Plug { in, out };

class VirtualBench {
public:
    struct Listener {
        std::function<void(ByteView)> console;
        std::function<void(ByteView)> agent;
        std::function<void(std::uint8_t)> signals;  // PROTOCOL.md: bit 0 DSR, bit 1 DCD
        std::function<void(ByteView)> meter;
        std::function<Result<void>(Plug)> plug;
        std::function<void()> quit;
    };
    VirtualBench(Loop& loop, Machine::Parts parts, Listener listener);

    // One request of the `hands` or `panel` socket to its answer. Never throws on any JSON.
    Json hands(const Json& request);
    Json panel(const Json& request);

    [[nodiscard]] std::uint8_t signals() const;
    [[nodiscard]] BoardEmulator& board() { return *board_; }
    [[nodiscard]] Machine& machine() { return machine_; }
    [[nodiscard]] Meter& meter() { return meter_; }

private:
    Result<void> do_power(std::string_view verb, std::string_view part);
    Result<void> cable(const Json& request);
    void signal(PowerSignal signal);
    void contacts(unsigned bits);
    void button(Health contact);
    Result<void> do_measure(std::string_view verb);
    void rails();
    void apply_from(const PcState& before);
    [[nodiscard]] Json status();

    Loop& loop_;
    Listener listener_;
    Machine machine_;
    std::unique_ptr<BoardEmulator> board_;
    Lines lines_;
    Power power_ = Power::off;
    bool button_in_ = false;
    Meter meter_;
    bool probes_on_rail_ = false;
    TimerPtr held_;
};

}  // namespace banc
