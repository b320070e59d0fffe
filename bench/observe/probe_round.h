// SPDX-License-Identifier: EUPL-1.2
// States asked of whoever knows them: the PC's agent with a nonce, the bench's USB and disks
// directly. A probe that fails to answer is "not observed", never "not met"; an absence needs a
// positive witness (Fact::gone_when).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bench/journal/logbook.h"
#include "bench/observe/pace.h"
#include "bench/scenario/scenario.h"
#include "drivers/agent/agent_client.h"

namespace banc {

using Respondents = std::map<std::string, Respondent*>;  // "pc.agent", "bench.usb"

// Why a probe is asked; `watch` ones are journalled only when they say something new. The others
// count one by one: there a question that stays silent is asked once more.
enum class Purpose { healthy, symptom, watch, final, reset };
std::string_view word(Purpose purpose);

// What one round said, by fact id; a state nobody could tell is not in it.
using States = std::map<std::string, bool>;

class ProbeRound {
public:
    // `hello` takes 30–70 ms on a PC that is up. Without an answer the PC is off or starting, and
    // its other questions are not put in that round: they count as unanswered.
    static constexpr Nanos kKnock = std::chrono::seconds(2);

    ProbeRound(Loop& loop, Logbook& logbook, const Scenario& scenario, Respondents respondents);

    // Asks every distinct question of the scenario's facts once and journals the answers: of one
    // respondent one by one, of several at the same time, so that a disk that hangs holds up no PC.
    // `knock`: how long an agent may take to say that it is there. Fails only when the journal
    // does.
    Task<Result<States>> ask_all(Purpose purpose, Nanos knock = kKnock);

    // While the candidate works: asks each question at its own pace (pace.h), of one respondent the
    // one that waits longest first. Ends only when the journal fails.
    Task<Error> watch();

    // The longest that an agent may be busy with a question nobody waits for any more.
    [[nodiscard]] Nanos longest_answer() const;

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
        AskingPace pace;
        std::vector<const Fact*> facts;
        Nanos due{0};
    };
    // One look of ask_all(), shared by those who ask for it; it lives in that task.
    struct Round {
        Purpose purpose;
        Nanos knock;
        Answer<Done>::Resolver over;
        std::size_t left;  // respondents still being asked
        States states{};
        std::optional<Error> failed{};  // the journal
    };
    using Questions = std::vector<Question*>;
    void prepare(const Fact& fact);
    // Of one respondent, those due by then, the longest waiting first.
    Questions due_of(const std::string& respondent, Nanos by);
    Task<void> ask_one(std::string respondent, Round& round);
    Task<void> watch_one(std::string respondent, Answer<Error>::Resolver failed);
    Task<Result<States>> put(Questions questions, Purpose purpose, Nanos knock);
    // Its answer, as its record says it.
    Task<Result<Json>> ask(const Question& question, Purpose purpose,
                           const Result<AgentAnswer>& knock);
    Json judge(const Question& question, const Result<AgentAnswer>& answer) const;
    bool news(const Question& question, const Json& body);
    void note_alive(const std::string& agent, const AgentAnswer* answer);

    Loop& loop_;
    Logbook& logbook_;
    Respondents respondents_;
    std::vector<Question> questions_;
    std::map<std::string, std::uint64_t> witnesses_;
    std::map<std::string, Json> said_;                      // last body per question
    std::map<std::string, Nanos> answered_;                 // when last asked with an answer
    std::map<std::string, std::pair<Nanos, Nanos>> alive_;  // unbroken answers per agent
};

}  // namespace banc
