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
    for (const auto& change : changes) note(change, {asked_[change.fact], read.to});
    const bool another = !changes.empty() && changes.front().fact == "replaced";
    if (another) before_.reset();
    remember(std::move(now), read.from);
}

// What a reading does not tell is as it was told before, and as old: one that does not tell whose
// it is makes nobody forget who was there, a damaged one hides nothing that came meanwhile.
void DiskWatch::remember(DiskHealth now, Nanos asked) {
    const auto before = before_.value_or(DiskHealth{});
    const auto keep = [&](const char* shown, auto... known) {
        if (((now.*known || !(before.*known)) && ...)) asked_[shown] = asked;
        ((now.*known = now.*known ? now.*known : before.*known), ...);
    };
    keep("replaced", &DiskHealth::serial, &DiskHealth::model);
    keep("reallocated_grew", &DiskHealth::reallocated_sectors);
    keep("pending_grew", &DiskHealth::pending_sectors);
    keep("self_test_ended", &DiskHealth::self_tests);
    if (now.status == DiskStatus::unknown)
        now.status = before.status;
    else
        asked_["status_changed"] = asked;
    before_ = std::move(now);
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
