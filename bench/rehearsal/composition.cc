// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/composition.h"

#include "bench/rehearsal/papers.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kTick = 1ms;     // finer than anything a recording tells
constexpr Nanos kByHand = 20s;   // what a person takes for what he is asked
constexpr Nanos kSitDown = 10s;  // and the candidate, to begin and to hand back
constexpr auto kDisk = 60s;      // real time, for all that is under way

}  // namespace

Composition::Composition(RehearsalPlan plan, const std::string& pieces, Rehearsal::Tell tell)
    : plan_(std::move(plan)),
      tell_(std::move(tell)),
      folder_(plan_.data_folder + "/exams/" + plan_.sheet.exam_id),
      narrator_(plan_.scenario, plan_.lang, Audience::observer),
      recorded_(loop_, pieces),
      bench_(recorded_.plug_in(plan_.bench, plan_.scenario.needs)) {
    plan_.sheet.composed = true;
}

Score Composition::score(const Referential& title) const {
    return banc::score(plan_.scenario, title, logbook_->records());
}

std::optional<Error> Composition::concern() const {
    return exam_ && exam_->fault() ? exam_->fault() : stuck_;
}

Result<void> Composition::set_up() {
    auto writer = open_papers(plan_, folder_, loop_);
    if (!writer) return tl::unexpected(writer.error());
    writer_ = std::move(*writer);
    logbook_ = std::make_unique<JournalLogbook>(*writer_);
    logbook_->on_record = [this](const Record& record) {
        if (auto line = narrator_.tell(record)) tell_(*line);
    };
    instruments_ = std::make_unique<Instruments>(
        Instruments::From{loop_, *logbook_, bench_, *this, plan_.scenario, plan_.secrets});
    auto attached = instruments_->attach();
    if (!attached) return attached;
    exam_ = std::make_unique<Exam>(*instruments_, plan_.sheet);
    return {};
}

Result<Phase> Composition::run() {
    if (auto ready = set_up(); !ready) return tl::unexpected(ready.error());
    auto held = exam_->hold(*this);
    held.start();
    while (!held.done()) {
        loop_.advance(kTick);
        if (auto written = write_all(); !written) return tl::unexpected(written.error());
    }
    return held.take();
}

// Time stands still while the journal writes: the same pieces make the same journal, on any disk.
Result<void> Composition::write_all() {
    while (!writer_->idle()) {
        if (auto woken = await_disk(writer_->wake_fd(), kDisk); !woken) return woken;
        writer_->deliver();
        loop_.settle();
    }
    return {};
}

// The trainer and the invigilator do what they are asked; the pieces show what came of it.
Task<Result<PersonAnswer>> Composition::ask(PersonRequest request) {
    co_await pause(loop_, kByHand);
    if (request.act == PersonAct::prepare) state_ = State::broken;
    if (request.act == PersonAct::put_back) state_ = State::healthy;
    if (request.act == PersonAct::power_off) power_ = Power::off;
    if (request.act == PersonAct::power_on) power_ = Power::on;  // no restart: no piece tells of it
    const auto& pieces = *plan_.scenario.recorded;
    Result<void> shown = recorded_.show(power_ == Power::on ? pieces.healthy : pieces.off);
    if (shown && power_ == Power::on && state_ == State::broken)
        shown = recorded_.show(pieces.fault);
    if (!shown) co_return tl::unexpected(shown.error());
    PersonAnswer answer{"composition (" + request.role + ")", std::move(request.checklist)};
    co_return answer;
}

Task<void> Composition::repair() {
    co_await pause(loop_, kSitDown);
    for (const auto& step : *plan_.script) {
        co_await pause(loop_, step.pause);
        if (step.piece.name.empty()) continue;
        if (auto shown = recorded_.show(step.piece); !shown) stuck_ = shown.error();
    }
    co_await pause(loop_, kSitDown);
    played_ = !stuck_;
}

}  // namespace banc
