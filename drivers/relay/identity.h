// SPDX-License-Identifier: EUPL-1.2
// What is plugged in, held against what boards.yaml knows and what bench.yaml names. Pure: reads
// nothing, asks nothing. A device that is not exactly one known board is never written to
// (boards.md Q1), and says here why, and what a person can do.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "bench/scenario/bench_config.h"
#include "drivers/relay/board_table.h"

namespace banc {

// A file of /dev, and whether this user may read and write it.
struct DeviceNode {
    std::string path;
    bool permitted = false;
};

// One thing on USB, as the kernel read it when it was plugged in.
struct Plugged {
    std::string port;  // "usb:1-4.2"
    UsbProduct usb;
    std::string serial;            // of its descriptors; many have none, or all the same
    DeviceNode node;               // of /dev/bus/usb
    std::vector<DeviceNode> ttys;  // its serial ports, sorted
};
using Survey = std::vector<Plugged>;  // sorted by port

enum class Standing {
    matched,        // one model, tried on hardware
    unverified,     // one model, which nobody here has seen work on hardware
    ambiguous,      // several models say this of themselves
    place_only,     // says nothing of itself: a person names its port and its model
    no_permission,  // one model, but this user may not open it
    unknown,        // no board we know
};
std::string_view word(Standing standing);  // "place_only", for machines

// One plugged thing and what it is taken for. `why` and `remedy` are empty when all is well.
struct Device {
    Plugged plugged;
    Standing standing = Standing::unknown;
    std::vector<std::string> models;  // sections of boards.yaml it may be; one unless unclear
    Text why;
    Text remedy;
};

// `named`: what bench.yaml says stands where; only that makes a board of a place_only device.
std::vector<Device> identify(const Survey& survey, const BoardTable& table,
                             const std::vector<BoardConfig>& named);

enum class Found {
    found,
    missing,           // nothing there, or no such number
    ambiguous,         // what is there can't be told apart
    duplicate_serial,  // several boards answer that serial number
    other,             // something else is plugged in there
    no_permission,
};
std::string_view word(Found found);

// Where one board of bench.yaml is. `ports` holds one port when found, each that fits when several
// do. Unless it is found, nothing may be written to any of them.
struct Placement {
    Found state = Found::missing;
    std::vector<std::string> ports;
    std::string tty;  // of a serial board, when found
    Text why;
    Text remedy;
};

// What boards answered when they were asked their serial number, by port. A board without an entry
// goes by the number of its USB descriptors.
using Serials = std::map<std::string, std::string>;

// `config.at.serial` is a port ("usb:1-4"), a serial port ("/dev/ttyS0") or a serial number.
Placement place_board(const BoardConfig& config, const BoardProduct& product,
                      const std::vector<Device>& devices, const Serials& serials);

inline bool by_port(const BoardConfig& config) { return config.at.serial.starts_with("usb:"); }
inline bool by_tty(const BoardConfig& config) { return config.at.serial.starts_with("/"); }

// The line of drivers/60-banc.rules that lets people open such a board. Empty for a board without
// a USB id of its own: its adapter is an ordinary serial port.
std::string udev_rule(const BoardProduct& product);

}  // namespace banc
