// SPDX-License-Identifier: EUPL-1.2
// The keys of a scenario file, section by section: its loader asks for no other, and the schema for
// editors is made of them.
#pragma once

#include "bench/yaml/section.h"

namespace banc::grammar {

// Each is compared with all before it, in every course of events.
inline constexpr std::size_t kRoutesMax = 8;

const Section& scenario();
const Section& client();
const Section& hint();
const Section& injection();
const Section& console();
const Section& console_break();
const Section& sysrq();
const Section& preparation();
const Section& proof();
const Section& fact();
const Section& asked_state();
const Section& usb_state();
const Section& disk_state();
const Section& input_state();
const Section& console_event();
const Section& meter_event();
const Section& usb_event();
const Section& disk_event();
const Section& input_event();
const Section& criterion();
const Section& route();
const Section& final_check();
const Section& reset();
const Section& recorded();
const Section& candidates();
const Section& step();

}  // namespace banc::grammar
