// SPDX-License-Identifier: EUPL-1.2
// States of the PC, asked with a nonce. A probe that fails to answer is "not observed", never
// "not met"; an absence needs a positive witness (Fact::gone_when).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "bench/journal/logbook.h"
#include "bench/scenario/scenario.h"
#include "drivers/agent/agent_client.h"

namespace banc {

using Agents = std::map<std::string, AgentClient*>;  // "pc.agent" -> its client

// Why a probe is asked; `watch` ones are journalled only when they say something new.
enum class Purpose { healthy, symptom, watch, final, reset };
std::string_view word(Purpose purpose);

// What one round said, by fact id; a state nobody could tell is not in it.
using States = std::map<std::string, bool>;

class ProbeRound {
public:
    // `hello` takes 30–70 ms on a PC that is up. Without an answer the PC is off or starting, and
    // its other questions are not put in that round: they count as unanswered.
    static constexpr Nanos kKnock = std::chrono::seconds(2);

    ProbeRound(Loop& loop, Logbook& logbook, const Scenario& scenario, Agents agents);

    // Asks every distinct question of the scenario's states once, in order, and journals the
    // answers. `knock`: how long an agent may take to say that it is there. Fails only when the
    // journal does.
    Task<Result<States>> ask_all(Purpose purpose, Nanos knock = kKnock);

    // An event of the scenario was seen: it may witness an absence while the PC stays silent.
    void witness(const std::string& fact, std::uint64_t seq) { witnesses_[fact] = seq; }
    // The PC (re)starts: what was seen before witnesses nothing any more.
    void forget_witnesses() { witnesses_.clear(); }

    // Since the last call: [first, last] instant between which every question was answered.
    std::map<std::string, std::pair<Nanos, Nanos>> take_alive();

private:
    struct Question {
        std::string agent;
        std::string verb;
        std::vector<const Fact*> facts;
    };
    // Its answer, as its record says it.
    Task<Result<Json>> ask(const Question& question, Purpose purpose,
                           const Result<AgentAnswer>& knock);
    Json judge(const Question& question, const Result<AgentAnswer>& answer) const;
    bool news(const Question& question, const Json& body);
    void note_alive(const std::string& agent, const AgentAnswer* answer);

    Loop& loop_;
    Logbook& logbook_;
    Agents agents_;
    std::vector<Question> questions_;
    std::map<std::string, std::uint64_t> witnesses_;
    std::map<std::string, Json> said_;                      // last body per question
    std::map<std::string, Nanos> answered_;                 // when last asked with an answer
    std::map<std::string, std::pair<Nanos, Nanos>> alive_;  // unbroken answers per agent
};

}  // namespace banc
