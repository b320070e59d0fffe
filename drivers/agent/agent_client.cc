// SPDX-License-Identifier: EUPL-1.2
#include "drivers/agent/agent_client.h"

#include <algorithm>

#include "drivers/agent/nonce.h"

namespace banc {
namespace {

constexpr std::size_t kMaxRequestBytes = 512;  // verb and argument: a path or a name

Result<std::string> framed(std::string_view nonce, std::string_view request) {
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    const bool wrong = request.empty() || request.size() > kMaxRequestBytes ||
                       std::any_of(request.begin(), request.end(), control);
    if (wrong)
        return fail(Errc::invalid, text("question impossible à poser à l'agent",
                                        "a question that cannot be put to the agent"));
    return fmt::format("ask {} {}\n", nonce, request);
}

}  // namespace

// One question under way; it takes itself off the client's list when its task ends or is dropped.
struct AgentClient::Question {
    AgentClient& client;
    AgentAnswerReader reader;
    AgentAnswer answer;
    Answer<Result<AgentAnswer>>::Resolver resolve;

    Question(AgentClient& c, const std::string& nonce, Answer<Result<AgentAnswer>>::Resolver r)
        : client(c), reader(nonce), answer{nonce, {}, c.loop_.now(), {}}, resolve(std::move(r)) {
        client.open_.push_back(this);
    }
    Question(const Question&) = delete;
    Question& operator=(const Question&) = delete;
    ~Question() { std::erase(client.open_, this); }
};

AgentClient::AgentClient(Loop& loop, std::unique_ptr<ByteLine> line)
    : loop_(loop), line_(std::move(line)) {
    line_->listen({[this](ByteView bytes, Instant at) {
                       cleaner_.feed(bytes, at, [this](const ConsoleLine& l) { read(l); });
                   },
                   [](ModemSignals, Instant) {}, [this](Error error) { lose(std::move(error)); },
                   [this](Error error, Instant) {
                       away_ = true;
                       lose(std::move(error));
                   },
                   [this](Instant) { find_again(); }});
}

Task<Result<AgentAnswer>> AgentClient::ask(std::string request, Nanos deadline) {
    const Nanos end = loop_.now().since_boot + deadline;
    while (true) {
        auto told = co_await put(request, end);
        if (told || !away_) co_return told;
        const bool back = co_await back_by(end);
        if (!back) co_return told;
    }
}

Task<bool> AgentClient::back_by(Nanos end) {
    Answer<bool> back(loop_);
    std::erase_if(waiting_, [](const auto& one) { return !one.wanted(); });
    waiting_.push_back(back.resolver());
    const auto timer =
        loop_.after(end - loop_.now().since_boot, [late = back.resolver()] { late(false); });
    const bool in_time = co_await back;
    co_return in_time;
}

Task<Result<AgentAnswer>> AgentClient::put(std::string request, Nanos end) {
    auto nonce = make_nonce();
    if (!nonce) co_return tl::unexpected<Error>(std::move(nonce.error()));
    auto keys = framed(*nonce, request);
    if (!keys) co_return tl::unexpected<Error>(std::move(keys.error()));
    if (lost_) co_return tl::unexpected<Error>(*lost_);
    Answer<Result<AgentAnswer>> answer(loop_);
    const Question question(*this, *nonce, answer.resolver());
    auto written = line_->write(view(*keys));
    if (!written) co_return tl::unexpected<Error>(std::move(written.error()));
    const auto timer = loop_.after(end - loop_.now().since_boot, [r = answer.resolver()] {
        r(fail(Errc::timeout, text("l'agent ne répond pas", "the agent does not answer")));
    });
    auto result = co_await answer;
    co_return result;
}

void AgentClient::read(const ConsoleLine& line) {
    if (line.state == LineState::unfinished) return;
    for (auto* question : open_) {
        if (!question->resolve.wanted() || !question->reader.feed(line.text)) continue;
        question->answer.answered = line.at;
        question->resolve(question->reader.take().map([&](std::vector<AgentRow> rows) {
            question->answer.rows = std::move(rows);
            return question->answer;
        }));
    }
}

// Half a line from before the cut does not go on after it.
void AgentClient::find_again() {
    lost_.reset();
    away_ = false;
    cleaner_ = {};
    for (const auto& one : std::exchange(waiting_, {})) one(true);
}

void AgentClient::lose(Error error) {
    lost_ = std::move(error);
    for (const auto* question : open_) question->resolve(tl::unexpected<Error>(*lost_));
}

}  // namespace banc
