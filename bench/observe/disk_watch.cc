// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/disk_watch.h"

namespace banc {

void DiskWatch::watch(const Scenario& scenario, Seen seen) {
    scenario_ = &scenario;
    seen_ = std::move(seen);
}

Task<Result<AgentAnswer>> DiskWatch::ask(std::string, Nanos deadline) {
    AgentAnswer answer;
    answer.asked = loop_.now();
    auto found = co_await reader_.sample(deadline);
    if (!found) co_return tl::unexpected(found.error());
    answer.answered = loop_.now();
    if (!*found) co_return answer;
    answer.rows.push_back(smart_row(**found));
    const Span read{answer.asked.since_boot, answer.answered.since_boot};
    compare(std::move(**found), read);
    co_return answer;
}

void DiskWatch::compare(DiskHealth now, Span read) {
    std::vector<SmartFact> changes;
    if (before_) changes = smart_facts(*before_, now);
    const Span between{before_asked_, read.to};
    // A reading that does not tell whose it is makes nobody forget who was there, and when.
    const bool whose =
        !before_ || ((now.serial || !before_->serial) && (now.model || !before_->model));
    if (whose) before_asked_ = read.from;
    if (before_ && !now.serial) now.serial = before_->serial;
    if (before_ && !now.model) now.model = before_->model;
    before_ = std::move(now);
    for (const auto& change : changes) note(change, between);
}

// All at once: the next reading shows no change any more, whoever asked may be gone by then.
void DiskWatch::note(const SmartFact& change, Span between) {
    std::erase_if(writing_, [](const auto& running) { return running->done(); });
    for (const auto& fact : scenario_->facts) {
        const bool awaited =
            fact.source.provider == config_.name && fact.source.shows == change.fact;
        if (!awaited) continue;
        Json body{{"fact", fact.id}, {"source", config_.name}, {"trust", "bench"}};
        body["text"] = change.text;
        body["before_ns"] = between.from.count();
        body["at_ns"] = between.to.count();
        writing_.push_back(std::make_unique<Running>(record(fact.id, std::move(body))));
    }
}

Task<void> DiskWatch::record(std::string fact, Json body) {
    auto written = co_await logbook_.append("fact", std::move(body));
    if (written && seen_) seen_(fact, *written);
}

}  // namespace banc
