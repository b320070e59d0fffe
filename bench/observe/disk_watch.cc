// SPDX-License-Identifier: EUPL-1.2
#include "bench/observe/disk_watch.h"

#include "bench/observe/smart_facts.h"

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
    auto compared = co_await compare(std::move(**found), answer.asked);
    if (!compared) co_return tl::unexpected(compared.error());
    co_return answer;
}

Task<Result<void>> DiskWatch::compare(DiskHealth now, Instant at) {
    std::vector<SmartFact> changes;
    if (before_) changes = smart_facts(*before_, now);
    // A reading that does not tell whose it is makes nobody forget who was there.
    if (before_ && !now.serial) now.serial = before_->serial;
    if (before_ && !now.model) now.model = before_->model;
    before_ = std::move(now);
    for (const auto& change : changes)
        for (const auto& fact : scenario_->facts) {
            const bool awaited =
                fact.source.provider == config_.name && fact.source.shows == change.fact;
            if (!awaited) continue;
            Json body{{"fact", fact.id}, {"source", config_.name}, {"trust", "bench"}};
            body["text"] = change.text;
            body["at_ns"] = at.since_boot.count();
            auto written = co_await logbook_.append("fact", std::move(body));
            if (!written) co_return tl::unexpected(written.error());
            if (seen_) seen_(fact.id, *written);
        }
    co_return Result<void>{};
}

}  // namespace banc
