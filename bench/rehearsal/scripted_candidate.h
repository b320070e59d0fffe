// SPDX-License-Identifier: EUPL-1.2
// A candidate from the scenario's `candidates`: looks at the PC's screen, types, uses the hands.
// The exam sees of it what it would see of a person.
#pragma once

#include "bench/exam/exam.h"
#include "bench/rehearsal/json_peer.h"
#include "bench/rehearsal/sightings.h"
#include "drivers/console/screen.h"
#include "drivers/transport/transport.h"

namespace banc {

class ScriptedCandidate final : public Candidate {
public:
    // Where it sits: the PC's keyboard and screen, its parts, and what the bench has seen.
    struct Seat {
        Loop& loop;
        ByteLine& desk;
        JsonPeer& hands;
        const Sightings& sightings;
    };
    ScriptedCandidate(Seat seat, CandidateScript script);
    Task<void> be_told(std::vector<std::string>) override { co_return; }
    void be_hinted(const std::string&) override {}
    Task<void> repair() override;

    // A step that could not be done: the script does not fit this PC. The exam goes on.
    [[nodiscard]] const std::optional<Error>& stuck() const { return stuck_; }
    // He handed the PC back: his time was enough, and every step could be done.
    [[nodiscard]] bool finished() const { return finished_; }

private:
    Task<Result<void>> act(const CandidateStep& step);
    Task<Result<void>> wait_for(Sighting sighting);

    Seat seat_;
    Screen screen_;
    CandidateScript script_;
    std::optional<Error> stuck_;
    bool finished_ = false;
};

}  // namespace banc
