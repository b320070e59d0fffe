// SPDX-License-Identifier: EUPL-1.2
#include "bench/exam/proof.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kBetweenRounds = 1s;

enum class Outlook { all_true, some_false, unanswered };

Outlook outlook(const States& states, const Scenario& scenario) {
    Outlook found = Outlook::all_true;
    for (const auto& fact : scenario.facts) {
        if (fact.kind != FactKind::state) continue;
        const auto said = states.find(fact.id);
        if (said == states.end()) return Outlook::unanswered;
        if (!said->second) found = Outlook::some_false;
    }
    return found;
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

Task<Result<void>> final_probes(Instruments& instruments, LastLook look) {
    Nanos deadline = instruments.loop.now().since_boot + look.start + look.within;
    while (true) {
        auto states = co_await instruments.probes.ask_all(Purpose::final);
        if (!states) co_return tl::unexpected(states.error());
        const Nanos now = instruments.loop.now().since_boot;
        const Outlook seen = outlook(*states, instruments.scenario);
        if (seen == Outlook::some_false) deadline = std::min(deadline, now + look.within);
        if (seen == Outlook::all_true || now >= deadline) co_return Result<void>{};
        co_await pause(instruments.loop, kBetweenRounds);
    }
}

}  // namespace banc
