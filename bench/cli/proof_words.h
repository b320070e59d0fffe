// SPDX-License-Identifier: EUPL-1.2
// How far the cut of a hub's port was proven, for people: *claimed* and *proven* are two words.
#pragma once

#include <string>

#include "drivers/hub/hub_board.h"

namespace banc {

struct PortProof {
    Measure measure{};   // as stored for its model
    bool known = false;  // false: nobody ever tried
};

// Of a contact that is no hub's port: nothing. A damaged qualification is an error.
Checked<PortProof> port_proof(const std::string& data_folder, const ContactBoard& board, int port);
Checked<PortProof> port_proof(const std::string& data_folder, const HubModel& model, int port);

Text say(const PortProof& proof);

}  // namespace banc
