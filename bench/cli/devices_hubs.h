// SPDX-License-Identifier: EUPL-1.2
// The hubs on the bus, as `banc devices` shows them: which ports switch, and how far that is
// claimed or proven.
#pragma once

#include <string>
#include <vector>

#include "bench/cli/proof_words.h"
#include "bench/core/json.h"

namespace banc {

// One box: a USB 3 hub and its other half are one.
struct HubView {
    struct Port {
        int number = 0;
        Text why{};  // empty: it claims to switch
        PortProof proof{};
        [[nodiscard]] bool switches() const { return why.fr.empty(); }
    };
    HubBox box;
    std::vector<Port> ports{};
    Text why{};  // nothing is known of its ports: no permission, no certain other half
    Text remedy{};
};

// Switches nothing. An error: the bus can't be asked, or a stored qualification is damaged.
Checked<std::vector<HubView>> look_at_hubs(const std::string& data_folder);

// `number` makes a name to paste.
void print_hub(const HubView& hub, std::size_t number, Lang lang);
Json json_of(const HubView& hub, std::size_t number);

}  // namespace banc
