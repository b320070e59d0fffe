// SPDX-License-Identifier: EUPL-1.2
// Before the candidate comes in: record 1, the healthy PC, the fault, its symptom, the notice.
#include "bench/exam/exam.h"
#include "bench/exam/notice.h"
#include "bench/exam/proof.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kBoot = 60s;  // power-on to a system that answers, with a wide margin
constexpr Nanos kLed = 20s;   // from "it is done" to the power LED
constexpr Nanos kLookAtLed = 100ms;

struct Words {
    Text request;
    Text did;
};
const Words& words_for(PersonAct act) {
    static const Words on{{"allumez le PC", "switch the PC on"},
                          {"a allumé le PC", "switched the PC on"}};
    static const Words off{{"éteignez le PC", "switch the PC off"},
                           {"a éteint le PC", "switched the PC off"}};
    static const Words restart{{"redémarrez le PC", "restart the PC"},
                               {"a redémarré le PC", "restarted the PC"}};
    return act == PersonAct::restart ? restart : act == PersonAct::power_on ? on : off;
}

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
    Proof proof{in_.scenario.reset.prove, in_.scenario.reset.within + kBoot, Purpose::healthy, 1};
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
        if (step.open && step.open->during == While::pc_off) {
            cold = true;
            auto off = co_await ensure_power(PersonAct::power_off, "inject");
            if (!off) co_return off;
        }
        if (step.console) {
            auto on = co_await ensure_power(PersonAct::power_on, "inject");
            if (!on) co_return on;
        }
        auto injected = co_await in_.injector.inject(step);
        if (!injected) co_return injected;
    }
    auto powered = co_await ensure_power(PersonAct::power_on, "inject");
    if (!powered) co_return powered;
    Proof proof{in_.scenario.symptom, in_.scenario.symptom_within, Purpose::symptom, since};
    auto seen = co_await prove(in_, std::move(proof));
    if (!seen) co_return tl::unexpected(seen.error());
    if (seen->finding != Finding::true_)
        co_return tl::unexpected(not_proven({"le symptôme de la panne n'a pas été vu",
                                             "the fault's symptom was not seen"},
                                            {"vérifiez le câblage de la ligne et le scénario",
                                             "check the line's wiring and the scenario"}));
    auto proven = co_await signal(Signal::symptom_proven);
    if (!proven || !cold) co_return proven;
    // The candidate receives the PC as a client brings it: switched off.
    auto off = co_await ensure_power(PersonAct::power_off, "prepare");
    co_return off;
}

Task<Result<void>> Exam::ask_person(PersonRequest request, std::string purpose) {
    Json words{{"fr", request.words.fr}, {"en", request.words.en}};
    Json body{{"act", "ask"}, {"role", request.role}, {"request", words}, {"purpose", purpose}};
    auto intent = co_await in_.logbook.append("intent", std::move(body));
    if (!intent) co_return tl::unexpected(intent.error());
    const std::string role = request.role;
    const Text did = words_for(request.act).did;
    auto author = co_await in_.people.ask(std::move(request));
    Json outcome{{"intent", *intent}, {"result", author ? "done" : "failed"}};
    if (!author)
        outcome["detail"] = {{"fr", author.error().what.fr}, {"en", author.error().what.en}};
    auto written = co_await in_.logbook.append("outcome", std::move(outcome));
    if (!written) co_return tl::unexpected(written.error());
    if (!author) co_return tl::unexpected(author.error());
    const auto commitment = in_.logbook.personal({{"author", *author}});
    if (!commitment) co_return tl::unexpected(commitment.error());
    const auto wall = in_.loop.now().wall.unix_ns;
    Json person{{"role", role}, {"author", *commitment}, {"from", "live"}};
    person["did"] = {{"fr", did.fr}, {"en", did.en}};
    person["observed_at"] = wall;
    person["entered_at"] = wall;
    auto noted = co_await in_.logbook.append("person", std::move(person));
    if (!noted) co_return tl::unexpected(noted.error());
    co_return Result<void>{};
}

Task<Result<void>> Exam::ensure_power(PersonAct act, std::string purpose) {
    const bool wanted = act != PersonAct::power_off;
    if (act != PersonAct::restart && in_.powered() == wanted) co_return Result<void>{};
    const Text words = words_for(act).request;
    const std::string role = purpose == "final" ? "surveillant" : "formateur";
    PersonRequest request{act, role, words};
    const int changes = in_.power_changes;
    const bool was_on = in_.powered().value_or(false);
    auto asked = co_await ask_person(std::move(request), std::move(purpose));
    if (!asked) co_return asked;
    // A restart is seen, not believed: the LED went off and came back.
    const int least = act != PersonAct::restart ? changes : changes + (was_on ? 2 : 1);
    const Nanos deadline = in_.loop.now().since_boot + kLed;
    while (in_.powered().has_value() && (in_.powered() != wanted || in_.power_changes < least)) {
        if (in_.loop.now().since_boot >= deadline)
            co_return tl::unexpected(not_proven(
                {fmt::format("{} : le voyant d'alimentation n'a pas suivi", words.fr),
                 fmt::format("{}: the power LED did not follow", words.en)},
                {"vérifiez le PC et le fil du voyant", "check the PC and the LED wire"}));
        co_await pause(in_.loop, kLookAtLed);
    }
    co_return Result<void>{};
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
