// SPDX-License-Identifier: EUPL-1.2
// bench.yaml as values: what stands on the bench and which contact drives which line
// (design.md §5.2).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/core/error.h"
#include "bench/core/time.h"
#include "bench/scenario/tty_settings.h"

namespace banc {

// How to reach a device. Exactly one of the two is set.
struct Attachment {
    std::string socket;  // name of a socket of `banc virtual`
    std::string serial;  // tty path or USB port ("usb:1-4"), or for a board its serial number
};
struct BoardConfig {
    std::string name;
    std::string model;  // section of drivers/relay/boards.yaml, or kHubModel
    Attachment at;
    Place place;
    bool certified_outlet = false;  // a switched mains outlet, sold and certified as one
    std::vector<int> contacts{};    // those that lines name, ascending
};
// A USB hub whose ports are contacts: healthy is powered. `at` is its place ("usb:1-4"), and of its
// ports only those that lines name are ever switched: the others feed somebody else's devices.
inline constexpr std::string_view kHubModel = "usb-hub";
inline bool is_hub(const BoardConfig& board) { return board.model == kHubModel; }
struct ConsoleConfig {
    std::string name;  // "pc.console"
    Attachment at;
    TtySettings tty;
    std::string power_led;   // "dsr", "dcd", "cts", "ri" or "": the input wired to the power LED
    std::string carrier;     // the same for "the cable is in at the PC's end", or ""
    std::string user;        // the account the bench logs in with
    std::string credential;  // name in the secrets file
    std::string prompt;      // RE2 pattern of the shell prompt
    Nanos key_gap{0};        // while the bench types
    Place place;
};
struct AgentConfig {
    std::string name;  // "pc.agent"
    Attachment at;
    TtySettings tty;
    Place place;
};
// What a person measures with: a meter that `sigrok-cli` reads, or the virtual bench's.
struct MeterConfig {
    std::string name;      // "bench.multimetre"
    Attachment at;         // the virtual bench's socket; unset with `sigrok`
    std::string sigrok;    // sigrok-cli's driver and connection: "uni-t-ut61e:conn=1a86.e008"
    std::string settings;  // its --config: "samplerate=5"; may be empty
    std::string channel;   // "P1"; empty: any
    Place place;
};
// A disk on the controller: in a dock, on a USB-SATA cable, on a SATA port of its own.
struct DiskConfig {
    std::string name;  // "bench.dock"
    std::string at;    // the USB port ("usb:1-4.2"), or the disk's serial number
    Place place;
};
// A dry contact on a modem line of a console's port: a chassis switch, an ESD strap.
struct InputConfig {
    std::string name;     // "bench.boitier"
    std::string console;  // "pc.console", whose port it is
    std::string wire;     // "dsr", "dcd", "cts", "ri"
    bool closed = true;   // the contact is closed when the line is so
    Nanos debounce{0};    // so long it stands still before it counts
    Place place;
};
// After the keeper is gone: wait for it, then rest; or rest at once (design.md §2.3).
struct Orphan {
    bool rest_at_once = false;
    Nanos hold{0};
};
struct LineConfig {
    std::string name;  // "pc.disk0.power"
    std::string board;
    int channel = 0;
    std::string voltage;  // "TBTS"; anything above is refused
    Nanos min_dwell{0};
    Nanos min_gap{0};
    std::optional<Nanos> max_on;
    std::string group;  // exclusion group, may be empty
    Orphan orphan;
    bool energises = false;
    Place place;
};
struct BenchConfig {
    std::string name;
    std::map<std::string, std::map<std::string, std::string>> equipment;  // disk0 -> serial, model
    std::vector<BoardConfig> boards;
    std::vector<ConsoleConfig> consoles;
    std::vector<AgentConfig> agents;
    std::vector<MeterConfig> meters;
    std::vector<DiskConfig> disks;
    std::vector<InputConfig> inputs;
    std::vector<LineConfig> lines;
    std::vector<std::string> hands;     // parts a person can press, replace, unplug (virtual bench)
    std::vector<std::string> prepared;  // parts a person breaks by hand, and puts back
    std::string source;

    [[nodiscard]] const LineConfig* line(std::string_view name) const;
    [[nodiscard]] const BoardConfig* board(std::string_view name) const;
    [[nodiscard]] bool prepares(std::string_view part) const;
    // All that a scenario may need of it.
    [[nodiscard]] std::vector<std::string> offered() const;
};

}  // namespace banc
