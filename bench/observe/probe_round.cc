// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/probe_round.h"

#include <algorithm>

#include "bench/scenario/row_condition.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

// The slowest verb (a name nobody resolves) takes 3 s on the PC; a silent PC must not hold the
// round longer than a candidate would notice.
constexpr Nanos kAnswerWithin = 5s;

std::string_view status_of(const Result<AgentAnswer>& answer) {
    if (answer) return "answered";
    return answer.error().code == Errc::refused ? "refused" : "silent";
}

bool any_row(const AgentAnswer& answer, const std::string& condition) {
    return std::any_of(answer.rows.begin(), answer.rows.end(),
                       [&](const auto& row) { return row_matches(condition, row); });
}

}  // namespace

std::string_view word(Purpose purpose) {
    switch (purpose) {
        case Purpose::healthy: return "healthy";
        case Purpose::symptom: return "symptom";
        case Purpose::watch: return "watch";
        case Purpose::final: return "final";
        case Purpose::reset: return "reset";
    }
    return "?";
}

ProbeRound::ProbeRound(Loop& loop, Logbook& logbook, const Scenario& scenario, Agents agents)
    : loop_(loop), logbook_(logbook), agents_(std::move(agents)) {
    for (const auto& fact : scenario.facts) {
        if (fact.kind != FactKind::state) continue;
        const auto same = [&](const Question& q) {
            return q.agent == fact.source.provider && q.verb == fact.source.verb;
        };
        auto question = std::find_if(questions_.begin(), questions_.end(), same);
        if (question == questions_.end())
            question =
                questions_.insert(questions_.end(), {fact.source.provider, fact.source.verb, {}});
        question->facts.push_back(&fact);
    }
}

Task<Result<States>> ProbeRound::ask_all(Purpose purpose, Nanos knock_within) {
    States states;
    std::map<std::string, Result<AgentAnswer>> knocks;
    for (const auto& [name, agent] : agents_) {
        auto knock = co_await agent->ask("hello", knock_within);
        knocks.emplace(name, std::move(knock));
    }
    for (const auto& question : questions_) {
        const auto knock = knocks.find(question.agent);
        if (knock == knocks.end())
            co_return fail(Errc::invalid,
                           text("agent inconnu « {} »", "unknown agent \"{}\"", question.agent));
        auto said = co_await ask(question, purpose, knock->second);
        if (!said) co_return tl::unexpected(said.error());
        for (const auto& [fact, value] : (*said)["states"].items())
            states[fact] = value.get<bool>();
    }
    co_return states;
}

Task<Result<Json>> ProbeRound::ask(const Question& question, Purpose purpose,
                                   const Result<AgentAnswer>& knock) {
    const Nanos asked = loop_.now().since_boot;
    Result<AgentAnswer> answer = knock;
    if (knock) answer = co_await agents_.at(question.agent)->ask(question.verb, kAnswerWithin);
    note_alive(question.agent, answer ? &*answer : nullptr);

    Json body = judge(question, answer);
    const bool to_tell = purpose != Purpose::watch || news(question, body);
    const auto name = question.agent + " " + question.verb;
    const auto before = answered_.find(name);
    if (before != answered_.end()) body["before_ns"] = before->second.count();
    if (answer) answered_[name] = asked;
    if (!to_tell) co_return body;
    said_[name] = body;
    body["nonce"] = answer ? answer->nonce : "";
    body["purpose"] = word(purpose);
    body["asked_ns"] = asked.count();
    auto written = co_await logbook_.append("probe", body);
    if (!written) co_return tl::unexpected(written.error());
    co_return body;
}

Json ProbeRound::judge(const Question& question, const Result<AgentAnswer>& answer) const {
    Json body{{"agent", question.agent}, {"verb", question.verb}, {"trust", "probe"}};
    body["status"] = status_of(answer);
    body["states"] = Json::object();
    if (answer) {
        body["answer"] = answer->rows;
        for (const Fact* fact : question.facts)
            body["states"][fact->id] = any_row(*answer, fact->source.has);
        return body;
    }
    body["detail"] = {{"fr", answer.error().what.fr}, {"en", answer.error().what.en}};
    if (answer.error().code == Errc::refused) return body;
    for (const Fact* fact : question.facts)
        if (const auto seen = witnesses_.find(fact->gone_when);
            !fact->gone_when.empty() && seen != witnesses_.end()) {
            body["states"][fact->id] = false;
            body["witness"] = seen->second;
        }
    return body;
}

bool ProbeRound::news(const Question& question, const Json& body) {
    const auto last = said_.find(question.agent + " " + question.verb);
    if (last == said_.end()) return true;
    return last->second["status"] != body["status"] || last->second["states"] != body["states"];
}

void ProbeRound::note_alive(const std::string& agent, const AgentAnswer* answer) {
    if (answer == nullptr) {
        alive_.erase(agent);
        return;
    }
    witnesses_.clear();  // it is up again: what was seen before proves no absence any more
    const auto [entry, fresh] =
        alive_.try_emplace(agent, answer->asked.since_boot, answer->answered.since_boot);
    if (!fresh) entry->second.second = answer->answered.since_boot;
}

std::map<std::string, std::pair<Nanos, Nanos>> ProbeRound::take_alive() {
    auto taken = alive_;
    for (auto& [agent, span] : alive_) span.first = span.second;  // the next one joins this one
    return taken;
}

}  // namespace banc
