// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/probe_round.h"

#include <algorithm>
#include <array>

#include "bench/observe/clock_drift.h"
#include "bench/scenario/row_condition.h"

namespace banc {
namespace {

// Those due within this time share a knock.
constexpr Nanos kTogether = std::chrono::milliseconds(500);

std::string_view status_of(const Result<AgentAnswer>& answer) {
    if (answer) return "answered";
    return answer.error().code == Errc::refused ? "refused" : "silent";
}

bool any_row(const AgentAnswer& answer, const std::string& condition) {
    return std::any_of(answer.rows.begin(), answer.rows.end(),
                       [&](const auto& row) { return row_matches(condition, row); });
}

// What of a thing that is there a PC may be unable to tell: to others than root, or for want of the
// part that knows. Any other key left out has no value, which is an answer: a card that is down has
// no speed, a missing file no mode, a service that nothing wants no `start`.
struct Untold {
    std::string_view question;  // how it begins: with a blank, of one thing by its name
    std::string_view key;
};
constexpr std::array kUntold{
    Untold{"accounts ", "locked"},  Untold{"accounts ", "password"}, Untold{"clock", "rtc_epoch_s"},
    Untold{"clock", "rtc_drift_s"}, Untold{"disks ", "serial"},      Untold{"memory", "slot"},
    Untold{"memory", "size_kb"},    Untold{"memory", "maker"},       Untold{"memory", "part"},
    Untold{"memory", "serial"},     Untold{"memory", "speed_mts"},   Untold{"system", "maker"},
    Untold{"system", "model"},      Untold{"system", "serial"},
};

// A disk that does not say how many sectors it replaced may have replaced some. In a list, what has
// no serial number is not the one asked for.
bool tells(const std::string& question, const AgentAnswer& answer, const std::string& condition) {
    if (answer.rows.size() != 1 || row_tells(condition, answer.rows.front())) return true;
    if (question == "smart") return false;
    const auto asked = conditions_in(condition);
    return std::ranges::none_of(kUntold, [&](const Untold& untold) {
        return question.starts_with(untold.question) &&
               !answer.rows.front().contains(std::string(untold.key)) &&
               std::ranges::find(asked, untold.key, &RowCondition::key) != asked.end();
    });
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

ProbeRound::ProbeRound(Loop& loop, Logbook& logbook, const Scenario& scenario,
                       Respondents respondents)
    : loop_(loop), logbook_(logbook), respondents_(std::move(respondents)) {
    for (const auto& fact : scenario.facts)
        if (!fact.source.verb.empty()) prepare(fact);
}

// Facts that hang on the same question share it, at the pace of the one that asks for more.
void ProbeRound::prepare(const Fact& fact) {
    const auto& source = fact.source;
    const auto same = [&](const Question& q) {
        return q.agent == source.provider && q.verb == source.verb;
    };
    const auto pace = pace_of(source.verb, source.pace);
    auto question = std::ranges::find_if(questions_, same);
    if (question == questions_.end())
        question = questions_.insert(questions_.end(), {source.provider, source.verb, pace, {}});
    question->pace.every = std::min(question->pace.every, pace.every);
    question->pace.within = std::max(question->pace.within, pace.within);
    if (fact.kind == FactKind::state) question->facts.push_back(&fact);
}

Task<Result<States>> ProbeRound::ask_all(Purpose purpose, Nanos knock) {
    for (const auto& question : questions_)
        if (!respondents_.contains(question.agent))
            co_return fail(Errc::invalid,
                           text("agent inconnu « {} »", "unknown agent \"{}\"", question.agent));
    if (respondents_.empty()) co_return States{};
    Answer<Done> over(loop_);
    Round round{purpose, knock, over.resolver(), respondents_.size()};
    std::vector<std::unique_ptr<Running>> asking;
    for (const auto& [name, respondent] : respondents_)
        asking.push_back(std::make_unique<Running>(ask_one(name, round)));
    co_await over;
    if (round.failed) co_return tl::unexpected(*round.failed);
    co_return std::move(round.states);
}

Task<void> ProbeRound::ask_one(std::string respondent, Round& round) {
    auto questions = due_of(respondent, Nanos::max());
    auto said = co_await put(std::move(questions), round.purpose, round.knock);
    if (said)
        round.states.merge(*said);
    else
        round.failed = said.error();
    if (--round.left == 0) round.over(Done{});
}

Task<Error> ProbeRound::watch() {
    for (auto& question : questions_) question.due = Nanos{0};  // all of them to begin with
    Answer<Error> failed(loop_);
    std::vector<std::unique_ptr<Running>> watching;
    for (const auto& [name, respondent] : respondents_)
        watching.push_back(std::make_unique<Running>(watch_one(name, failed.resolver())));
    auto error = co_await failed;
    co_return error;
}

Task<void> ProbeRound::watch_one(std::string respondent, Answer<Error>::Resolver failed) {
    const auto all = due_of(respondent, Nanos::max());
    while (!all.empty()) {
        const Nanos next = due_of(respondent, Nanos::max()).front()->due;
        if (next > loop_.now().since_boot) co_await pause(loop_, next - loop_.now().since_boot);
        auto due = due_of(respondent, loop_.now().since_boot + kTogether);
        auto said = co_await put(std::move(due), Purpose::watch, kKnock);
        if (!said) co_return failed(said.error());
    }
}

Nanos ProbeRound::longest_answer() const {
    Nanos longest{0};
    for (const auto& question : questions_)
        if (!of_the_bench(question.agent)) longest = std::max(longest, question.pace.within);
    return longest;
}

ProbeRound::Questions ProbeRound::due_of(const std::string& respondent, Nanos by) {
    Questions due;
    for (auto& question : questions_)
        if (question.agent == respondent && question.due <= by) due.push_back(&question);
    std::ranges::stable_sort(due, {}, &Question::due);
    return due;
}

Task<Result<States>> ProbeRound::put(Questions questions, Purpose purpose, Nanos knock_within) {
    States states;
    if (questions.empty()) co_return states;
    const auto respondent = questions.front()->agent;
    Result<AgentAnswer> knock = AgentAnswer{};
    if (!of_the_bench(respondent))
        knock = co_await respondents_.at(respondent)->ask("hello", knock_within);
    for (auto* question : questions) {
        auto said = co_await ask(*question, purpose, knock);
        if (!said) co_return tl::unexpected(said.error());
        // From its answer on, so that slow questions drift apart and others come between them.
        question->due = loop_.now().since_boot + question->pace.every;
        for (const auto& [fact, value] : (*said)["states"].items())
            states[fact] = value.get<bool>();
    }
    co_return states;
}

Task<Result<Json>> ProbeRound::ask(const Question& question, Purpose purpose,
                                   const Result<AgentAnswer>& knock) {
    Nanos asked = loop_.now().since_boot;
    Result<AgentAnswer> answer = knock;
    auto& respondent = *respondents_.at(question.agent);
    if (knock) answer = co_await respondent.ask(question.verb, question.pace.within);
    const bool again = knock && purpose != Purpose::watch && status_of(answer) == "silent";
    if (again) {
        note_alive(question.agent, nullptr);
        asked = loop_.now().since_boot;
        answer = co_await respondent.ask(question.verb, question.pace.within);
    }
    note_alive(question.agent, answer ? &*answer : nullptr);
    if (answer && question.verb == "clock") add_clock_drift(*answer);

    Json body = judge(question, answer);
    const bool to_tell = purpose != Purpose::watch || news(question, body);
    const auto name = question.agent + " " + question.verb;
    const auto before = answered_.find(name);
    if (before != answered_.end()) body["before_ns"] = before->second.count();
    if (answer) answered_[name] = asked;
    if (!to_tell) co_return body;
    said_[name] = body;
    if (again) body["tries"] = 2;
    body["nonce"] = answer ? answer->nonce : "";
    body["purpose"] = word(purpose);
    body["asked_ns"] = asked.count();
    auto written = co_await logbook_.append("probe", body);
    if (!written) co_return tl::unexpected(written.error());
    co_return body;
}

Json ProbeRound::judge(const Question& question, const Result<AgentAnswer>& answer) const {
    Json body{{"agent", question.agent}, {"verb", question.verb}};
    body["trust"] = of_the_bench(question.agent) ? "bench" : "probe";
    body["status"] = status_of(answer);
    body["states"] = Json::object();
    if (answer) {
        body["answer"] = answer->rows;
        for (const Fact* fact : question.facts)
            if (tells(question.verb, *answer, fact->source.has))
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
    if (!of_the_bench(agent))
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
