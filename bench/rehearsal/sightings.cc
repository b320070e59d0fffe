// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/sightings.h"

namespace banc {

void Sightings::note(const Record& record) {
    const auto& body = record.body;
    if (record.kind == "state" && body.value("to", "") == "running") events_.clear();
    if (record.kind == "fact") events_.insert(body.value("fact", ""));
    if (record.kind != "probe") return;
    for (const auto& [fact, value] : body["states"].items()) states_[fact] = value.get<bool>();
}

bool Sightings::has(const Sighting& sighting) const {
    if (events_.count(sighting.fact) != 0) return sighting.wanted;
    const auto state = states_.find(sighting.fact);
    return state != states_.end() && state->second == sighting.wanted;
}

}  // namespace banc
