// SPDX-License-Identifier: EUPL-1.2
// What a hub model was measured to do, by whom and when: a small JSON file per model in the data
// folder. A hub's own word is not in it.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "drivers/hub/hub_protocol.h"

namespace banc {

// How a port's "off" was proven, apart from the hub's own register.
enum class Proof {
    not_proven,
    device_left,    // what was plugged in answered, and no longer did. Its VBUS may still be up
    vbus_measured,  // a person read a meter on VBUS, or on what it feeds
};

struct Measure {
    Proof proven = Proof::not_proven;
    int millivolts = 0;  // vbus_measured: read with the port off
    std::string by;
    std::string when;  // 2026-06-12T14:03:27Z
    friend bool operator==(const Measure&, const Measure&) = default;
};

struct Qualification {
    HubModel model;
    int hub_ports = 0;               // of the model
    std::map<int, Measure> ports{};  // those that were measured
    friend bool operator==(const Qualification&, const Qualification&) = default;
};

// Above this VBUS is not off: vSafe0V, USB Type-C and PD.
inline constexpr int kOffMillivolts = 800;

// "hubs/2109-2817-9024.json", below the data folder.
std::string qualification_file(const HubModel& model);
Result<std::string> format_qualification(const Qualification& qualification);
// Everything that is wrong at once. A file about another model than `model` is wrong.
Checked<Qualification> parse_qualification(std::string_view written, const HubModel& model);

// What may be said of this port of this model. Never measured: not_proven.
Proof proof_of(const Qualification& qualification, int port);
std::string_view word(Proof proof);  // "not", "device_left", "vbus_measured"

}  // namespace banc
