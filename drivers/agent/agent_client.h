// SPDX-License-Identifier: EUPL-1.2
// The bench's side of the agent's protocol (PROTOCOL.md): a question with a fresh nonce, and the
// answer that carries it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/agent/agent_answer.h"
#include "drivers/console/line_cleaner.h"
#include "drivers/transport/transport.h"

namespace banc {

struct AgentAnswer {
    std::string nonce;
    std::vector<AgentRow> rows;
    Instant asked;     // before the question left
    Instant answered;  // when its last line came
};

// Somebody who is asked and answers in rows: a PC's agent, or an instrument of the bench.
class Respondent {
public:
    virtual ~Respondent() = default;
    // Errors: refused, when the question is none of his; any other one is silence.
    virtual Task<Result<AgentAnswer>> ask(std::string request, Nanos deadline) = 0;
};

class AgentClient final : public Respondent {
public:
    // Listens to the line from now on. Outlives the tasks it gave.
    AgentClient(Loop& loop, std::unique_ptr<ByteLine> line);

    // `request` is a verb and its argument: "resolve www.atelier.lan". Several may be asked at the
    // same time; the agent answers in turn. Success says what the agent said, not that it is true:
    // the candidate owns the PC. `deadline` counts from the call; a line that comes back before it
    // (returning_line.h) is waited for, and the question put again. Errors: invalid (request),
    // refused (by the agent), protocol (malformed, over a bound), timeout (silence), disconnected.
    Task<Result<AgentAnswer>> ask(std::string request, Nanos deadline) override;

    [[nodiscard]] bool alive() const { return !lost_; }

private:
    struct Question;
    Task<Result<AgentAnswer>> put(std::string request, Nanos end);
    Task<bool> back_by(Nanos end);
    void read(const ConsoleLine& line);
    void lose(Error error);
    void find_again();

    Loop& loop_;
    LineCleaner cleaner_;
    std::optional<Error> lost_;
    bool away_ = false;                                 // lost, but looked for at its place
    std::vector<Answer<bool>::Resolver> waiting_ = {};  // for it to be back
    std::vector<Question*> open_;                       // each lives in the frame of its ask()
    std::unique_ptr<ByteLine> line_;
};

}  // namespace banc
