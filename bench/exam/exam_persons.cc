// SPDX-License-Identifier: EUPL-1.2
// What the exam asks of a person: the power button, and what is broken and put back by hand.
#include <algorithm>

#include "bench/exam/exam.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kLed = 20s;  // from "it is done" to the power LED
constexpr Nanos kLookAtLed = 100ms;
const std::string kTrainer = "formateur";

Text power_words(PersonAct act) {
    if (act == PersonAct::restart) return {"redémarrez le PC", "restart the PC"};
    if (act == PersonAct::power_on) return {"allumez le PC", "switch the PC on"};
    return {"éteignez le PC", "switch the PC off"};
}

Text did(const PersonRequest& request) {
    switch (request.act) {
        case PersonAct::power_on: return {"a allumé le PC", "switched the PC on"};
        case PersonAct::power_off: return {"a éteint le PC", "switched the PC off"};
        case PersonAct::restart: return {"a redémarré le PC", "restarted the PC"};
        case PersonAct::prepare:
            return text("a préparé {} à la main", "prepared {} by hand", request.part);
        case PersonAct::put_back:
            return text("a remis {} en état", "put {} back in order", request.part);
    }
    return {};
}

// The person says it is done; so must every line of the checklist.
Result<void> all_ticked(const PersonRequest& request, const PersonAnswer& answer) {
    for (const auto& line : request.checklist)
        if (std::ranges::find(answer.ticked, line) == answer.ticked.end())
            return fail(Errc::environment,
                        text("« {} » n'a pas été coché", "\"{}\" was not ticked", line),
                        text("préparez {} comme le scénario le dit, puis recommencez",
                             "prepare {} as the scenario says, then start again", request.part));
    return {};
}

}  // namespace

Task<Result<void>> Exam::ask_person(PersonRequest request, std::string purpose) {
    Json words{{"fr", request.words.fr}, {"en", request.words.en}};
    Json body{{"act", "ask"}, {"role", request.role}, {"request", words}, {"purpose", purpose}};
    if (!request.part.empty()) body["part"] = request.part;
    if (!request.checklist.empty()) body["checklist"] = request.checklist;
    auto intent = co_await in_.logbook.append("intent", std::move(body));
    if (!intent) co_return tl::unexpected(intent.error());
    auto answer = co_await in_.people.ask(request);
    Result<void> done;
    if (answer)
        done = all_ticked(request, *answer);
    else
        done = tl::unexpected(answer.error());
    Json outcome{{"intent", *intent}, {"result", done ? "done" : "failed"}};
    if (!done) outcome["detail"] = {{"fr", done.error().what.fr}, {"en", done.error().what.en}};
    auto written = co_await in_.logbook.append("outcome", std::move(outcome));
    if (!written) co_return tl::unexpected(written.error());
    if (!done) co_return done;
    const auto commitment = in_.logbook.personal({{"author", answer->author}});
    if (!commitment) co_return tl::unexpected(commitment.error());
    const auto wall = in_.loop.now().wall.unix_ns;
    const Text act = did(request);
    Json person{{"role", request.role}, {"author", *commitment}, {"from", "live"}};
    person["did"] = {{"fr", act.fr}, {"en", act.en}};
    person["observed_at"] = wall;
    person["entered_at"] = wall;
    if (!answer->ticked.empty()) person["ticked"] = answer->ticked;
    auto noted = co_await in_.logbook.append("person", std::move(person));
    if (!noted) co_return tl::unexpected(noted.error());
    co_return Result<void>{};
}

Task<Result<void>> Exam::ensure_power(PersonAct act, std::string purpose) {
    const bool wanted = act != PersonAct::power_off;
    if (act != PersonAct::restart && in_.powered() == wanted) co_return Result<void>{};
    const Text words = power_words(act);
    PersonRequest request{act, purpose == "final" ? "surveillant" : kTrainer, words};
    const int changes = in_.power_changes;
    const bool was_on = in_.powered().value_or(false);
    auto asked = co_await ask_person(std::move(request), std::move(purpose));
    if (!asked) co_return asked;
    // A restart is seen, not believed: the LED went off and came back.
    const int least = act != PersonAct::restart ? changes : changes + (was_on ? 2 : 1);
    const Nanos deadline = in_.loop.now().since_boot + kLed;
    while (in_.powered().has_value() && (in_.powered() != wanted || in_.power_changes < least)) {
        if (in_.loop.now().since_boot >= deadline)
            co_return fail(Errc::environment,
                           {fmt::format("{} : le voyant d'alimentation n'a pas suivi", words.fr),
                            fmt::format("{}: the power LED did not follow", words.en)},
                           {"vérifiez le PC et le fil du voyant", "check the PC and the LED wire"});
        co_await pause(in_.loop, kLookAtLed);
    }
    co_return Result<void>{};
}

Task<Result<void>> Exam::break_by_hand(Preparation work) {
    PersonRequest request{
        PersonAct::prepare, kTrainer, {work.words, work.words}, work.part, work.checklist};
    by_hand_.push_back(std::move(work));
    auto asked = co_await ask_person(std::move(request), "inject");
    co_return asked;
}

// The last one first. What a person could not put back stays named, for another try.
Task<Result<void>> Exam::put_back() {
    while (!by_hand_.empty()) {
        const auto& work = by_hand_.back();
        PersonRequest request{PersonAct::put_back, kTrainer, {work.undo, work.undo}, work.part};
        auto asked = co_await ask_person(std::move(request), "reset");
        if (!asked) co_return asked;
        by_hand_.pop_back();
    }
    co_return Result<void>{};
}

bool Exam::mends_while_pc_off() const {
    return in_.injector.needs_power_off() || std::ranges::any_of(by_hand_, [](const auto& work) {
               return work.during == While::pc_off;
           });
}

// Empty: nothing. For the person who must do it when the journal takes no more.
Text Exam::left_in_the_pc() const {
    Text left;
    const auto add = [&left](const Text& more) {
        const std::string joint = left.fr.empty() ? "" : " ; ";
        left = {left.fr + joint + more.fr, left.en + joint + more.en};
    };
    for (auto work = by_hand_.rbegin(); work != by_hand_.rend(); ++work)
        add(put_back_words(work->part, work->undo));
    if (const auto typed = in_.injector.typed(); !typed.empty()) add(by_hand(typed));
    return left;
}

}  // namespace banc
