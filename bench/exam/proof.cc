// SPDX-License-Identifier: EUPL-1.2
#include "bench/exam/proof.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kBetweenRounds = 1s;
// A PC that has just started answers before its network is up: the same answers for this long are
// taken for its settled state.
constexpr Nanos kSettled = 8s;

// What the last round said of every state, to see whether it still moves.
Json latest_states(const std::vector<Record>& records) {
    Json states = Json::object();
    for (const auto& record : records)
        if (record.kind == "probe" && record.body["purpose"] == "final") {
            states.update(record.body["states"]);
            states["(" + record.body["verb"].get<std::string>() + ")"] = record.body["status"];
        }
    return states;
}

bool all_true(const Json& states, const Scenario& scenario) {
    for (const auto& fact : scenario.facts)
        if (fact.kind == FactKind::state && !states.value(fact.id, false)) return false;
    return true;
}

bool any_unknown(const Json& states, const Scenario& scenario) {
    for (const auto& fact : scenario.facts)
        if (fact.kind == FactKind::state && !states.contains(fact.id)) return true;
    return false;
}

}  // namespace

Task<Result<Answered>> prove(Instruments& instruments, Proof proof) {
    const Nanos deadline = instruments.loop.now().since_boot + proof.within;
    while (true) {
        auto asked = co_await instruments.probes.ask_all(proof.purpose);
        if (!asked) co_return tl::unexpected(asked.error());
        const auto& records = instruments.logbook.records();
        auto answered =
            evaluate(proof.expression, collect_since(instruments.scenario, records, proof.since));
        if (answered.finding == Finding::true_) co_return answered;
        if (instruments.loop.now().since_boot >= deadline) co_return answered;
        co_await pause(instruments.loop, kBetweenRounds);
    }
}

Task<Result<void>> final_probes(Instruments& instruments, Nanos within) {
    const Nanos deadline = instruments.loop.now().since_boot + within;
    Json before;
    Nanos same_since = instruments.loop.now().since_boot;
    while (true) {
        auto asked = co_await instruments.probes.ask_all(Purpose::final);
        if (!asked) co_return asked;
        const Json states = latest_states(instruments.logbook.records());
        const Nanos now = instruments.loop.now().since_boot;
        if (states != before) same_since = now;
        before = states;
        if (all_true(states, instruments.scenario)) co_return Result<void>{};
        const bool settled = now - same_since >= kSettled;
        if (settled && !any_unknown(states, instruments.scenario)) co_return Result<void>{};
        if (now >= deadline) co_return Result<void>{};
        co_await pause(instruments.loop, kBetweenRounds);
    }
}

}  // namespace banc
