// SPDX-License-Identifier: EUPL-1.2
// Before the candidate comes in: record 1, the healthy PC, the fault, its symptom, the notice.
#include "bench/exam/exam.h"
#include "bench/exam/notice.h"
#include "bench/exam/proof.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

Error not_proven(Text what, Text remedy) {
    return {Errc::environment, std::move(what), std::move(remedy), {}};
}

}  // namespace

Task<Result<void>> Exam::open() {
    Json body{{"exam", sheet_.exam_id}, {"mode", word(sheet_.mode)}, {"title", sheet_.title}};
    body["millesime"] = sheet_.millesime;
    body["candidate"] = sheet_.candidate;
    body["seed"] = sheet_.seed;
    body["parameters"] = sheet_.parameters;
    body["duration_ms"] = clock_.allotted.count() / 1'000'000;
    body["factor"] = {sheet_.factor.numerator, sheet_.factor.denominator};
    body["scenario"] = sheet_.scenario;
    body["referential"] = sheet_.referential;
    body["bench"] = sheet_.bench;
    body["program"] = sheet_.program;
    if (sheet_.composed) body["composed"] = true;
    auto written = co_await in_.logbook.append("opened", std::move(body));
    if (!written) co_return tl::unexpected(written.error());
    beating_.emplace(beat_for_ever());
    flushing_.emplace(flush_for_ever());
    awaiting_boards_.emplace(watch_boards());
    co_return Result<void>{};
}

Task<Result<void>> Exam::arm() {
    auto powered = co_await ensure_power(PersonAct::power_on, "prepare");
    if (!powered) co_return powered;
    Proof proof{in_.scenario.reset.prove, in_.scenario.reset.within + kPcStarts, Purpose::healthy,
                1};
    auto healthy = co_await prove(in_, std::move(proof));
    if (!healthy) co_return tl::unexpected(healthy.error());
    if (healthy->finding != Finding::true_)
        co_return tl::unexpected(not_proven({"le PC sain n'a pas été constaté avant l'injection",
                                             "the healthy PC was not seen before the injection"},
                                            {"remettez le poste en état, puis armez de nouveau",
                                             "put the bench back in order, then arm again"}));
    auto armed = co_await signal(Signal::healthy_proven);
    co_return armed;
}

Task<Result<void>> Exam::inject() {
    const auto since = static_cast<std::uint64_t>(in_.logbook.records().size());
    bool cold = false;
    for (const auto& step : in_.scenario.inject) {
        if (step.while_pc_off()) {
            cold = true;
            auto off = co_await ensure_power(PersonAct::power_off, "inject");
            if (!off) co_return off;
        }
        if (step.console) {
            auto on = co_await ensure_power(PersonAct::power_on, "inject");
            if (!on) co_return on;
        }
        Result<void> injected;
        if (step.prepare)
            injected = co_await break_by_hand(*step.prepare);
        else
            injected = co_await in_.injector.inject(step);
        if (!injected) co_return injected;
    }
    auto powered = co_await ensure_power(PersonAct::power_on, "inject");
    if (!powered) co_return powered;
    Proof proof{in_.scenario.symptom, in_.scenario.symptom_within, Purpose::symptom, since};
    auto seen = co_await prove(in_, std::move(proof));
    if (!seen) co_return tl::unexpected(seen.error());
    if (seen->finding != Finding::true_)
        co_return tl::unexpected(not_proven(
            {"le symptôme de la panne n'a pas été vu", "the fault's symptom was not seen"},
            {"vérifiez ce qui met la panne (ligne, console, main) et le "
             "symptôme du scénario",
             "check what puts the fault in (line, console, hand) "
             "and the scenario's symptom"}));
    auto proven = co_await signal(Signal::symptom_proven);
    if (!proven || !cold) co_return proven;
    // The candidate receives the PC as a client brings it: switched off.
    auto off = co_await ensure_power(PersonAct::power_off, "prepare");
    co_return off;
}

Task<Result<void>> Exam::tell_notice(Candidate& candidate) {
    auto items = notice_of(in_);
    Json notice{{"items", items}};
    co_await candidate.be_told(std::move(items));
    auto written = co_await in_.logbook.append("notice", std::move(notice));
    if (!written) co_return tl::unexpected(written.error());
    co_return Result<void>{};
}

Task<Result<void>> Exam::set_clock() {
    clock_.opened = in_.loop.now().since_boot;
    Json body{{"opened_ns", clock_.opened.count()}, {"end_ns", clock_.end().count()}};
    body["allotted_ms"] = clock_.allotted.count() / 1'000'000;
    body["factor"] = {clock_.factor.numerator, clock_.factor.denominator};
    body["credited_ms"] = clock_.credited.count() / 1'000'000;
    body["extended_ms"] = clock_.extended.count() / 1'000'000;
    auto written = co_await in_.logbook.append("clock", std::move(body));
    if (!written) co_return tl::unexpected(written.error());
    co_return Result<void>{};
}

}  // namespace banc
