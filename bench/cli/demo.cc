// SPDX-License-Identifier: EUPL-1.2
// `banc demo`: a whole exam on a virtual bench, told as it happens, then its score and its report.
#include <fmt/format.h>
#include <unistd.h>

#include <QCoreApplication>
#include <cstdio>

#include "bench/cli/commands.h"
#include "bench/cli/demo_plan.h"
#include "bench/cli/dossier.h"
#include "bench/cli/interrupt.h"
#include "bench/cli/library.h"
#include "bench/cli/places.h"
#include "bench/cli/show_score.h"
#include "bench/cli/write_report.h"
#include "bench/rehearsal/composition.h"
#include "bench/rehearsal/outcome.h"
#include "drivers/transport/qt_loop.h"

namespace banc {
namespace {

// Holds the rehearsal on Qt's loop and waits for its end.
class Show {
public:
    Show(const Call& call, RehearsalPlan plan)
        : call_(call),
          began_(loop_.now().since_boot),
          rehearsal_(loop_, std::move(plan), [this](const std::string& line) { tell(line); }),
          interrupt_([this] { stop(); }) {
        rehearsal_.on_abort([this] { stop_later_ = loop_.after(Nanos{0}, [this] { stop(); }); });
    }

    Result<Phase> hold() {
        task_.emplace(play());
        if (!over_) QCoreApplication::exec();
        task_.reset();
        return result_;
    }

    [[nodiscard]] const Rehearsal& rehearsal() const { return rehearsal_; }

private:
    Task<void> play() {
        result_ = co_await rehearsal_.run();
        finish();
    }
    Task<void> heal() {
        result_ = co_await rehearsal_.abandon();
        finish();
    }
    void stop() {
        if (stopping_) return;
        stopping_ = true;
        tell(call_.lang == Lang::fr ? "interruption : remise en état du banc…"
                                    : "interrupted: healing the bench…");
        task_.reset();
        task_.emplace(heal());
    }
    void finish() {
        over_ = true;
        QCoreApplication::quit();
    }
    // Standard output belongs to the machine when it asked for JSON.
    void tell(const std::string& line) const {
        fmt::print(call_.json ? stderr : stdout, "[{}] {}\n",
                   clock_text(loop_.now().since_boot - began_), line);
        std::fflush(call_.json ? stderr : stdout);
    }

    const Call& call_;
    QtLoop loop_;
    Nanos began_;
    Rehearsal rehearsal_;
    Interrupt interrupt_;
    Result<Phase> result_ = Phase::aborted;
    std::optional<Running> task_;
    TimerPtr stop_later_;
    bool stopping_ = false;
    bool over_ = false;
};

// Of a rehearsal or a composition.
template <class Held>
int show_results(const Call& call, const std::string& data, const Held& rehearsal) {
    const auto folder = rehearsal.exam_folder();
    auto loaded = load_dossier(folder);
    if (!loaded) return complain(call, loaded.error());
    // What was scored live: `banc score` must say the same of the journal alone.
    loaded->dossier.score = rehearsal.score(loaded->dossier.referential);
    const auto paths =
        write_report(loaded->dossier, data + "/reports/" + loaded->dossier.score.exam_id,
                     "html,json");
    if (!paths) return complain(call, paths.error());
    if (call.json) {
        const Outcome out{folder, paths->front(), rehearsal.restored(), rehearsal.played(),
                          to_json(loaded->dossier.score)};
        fmt::print("{}\n", to_json(out).dump());
        return kDone;
    }
    fmt::print("\n");
    print_score(loaded->dossier);
    fmt::print("\n{} {}\n{} {}\n", call.lang == Lang::fr ? "épreuve :" : "exam:  ", folder,
               call.lang == Lang::fr ? "rapport :" : "report:", paths->front());
    return kDone;
}

// An exam that did not come to its end still has a journal, and a machine still wants its answer.
template <class Held>
int show_stopped(const Call& call, Phase ended, const Held& rehearsal) {
    const auto folder = rehearsal.exam_folder();
    const bool healed = !rehearsal.concern();
    if (folder.empty()) {
        fmt::print(stderr, "{}\n",
                   call.lang == Lang::fr ? "interrompue avant l'épreuve : rien n'a été changé"
                                         : "stopped before the exam: nothing was changed");
        if (call.json) fmt::print("{}\n", to_json(Outcome{}).dump());
        return kNo;
    }
    if (ended == Phase::aborted && healed)
        fmt::print(stderr, "{}\n",
                   call.lang == Lang::fr ? "le banc est remis en état, le journal est clos"
                                         : "the bench is healed, the journal is closed");
    fmt::print(stderr, "{}: {}\n", folder, word(ended));
    if (call.json) {
        const auto loaded = load_dossier(folder);
        Outcome out;
        out.exam = folder;
        if (loaded) out.score = to_json(loaded->dossier.score);
        fmt::print("{}\n", to_json(out).dump());
    }
    return ended == Phase::aborted && healed ? kNo : kEnvironment;
}

template <class Held>
int conclude(const Call& call, const std::string& data, const Result<Phase>& ended,
             const Held& held) {
    const auto concern = held.concern();
    int shown = kDone;
    if (!ended)
        shown = complain(call, ended.error());
    else if (*ended != Phase::closed)
        shown = show_stopped(call, *ended, held);
    else
        shown = show_results(call, data, held);
    if (concern) complain(call, *concern);  // last: it is the reason
    return shown == kDone && concern ? kEnvironment : shown;
}

}  // namespace

int command_demo(const Call& call) {
    auto plan = plan_demo(call);
    if (!plan) return complain(call, plan.error());
    if (!plan->script && isatty(STDIN_FILENO) == 0)
        return complain(call, Error{Errc::environment,
                                    {"--candidate terminal veut un terminal",
                                     "--candidate terminal needs a terminal"},
                                    {"lancez-le dans une fenêtre de terminal, sans redirection",
                                     "run it in a terminal window, without redirection"},
                                    {}});
    for (const auto& folder : {plan->data_folder, plan->data_folder + "/exams"})
        if (auto made = make_folder(folder); !made) return complain(call, made.error());

    const auto data = plan->data_folder;
    if (plan->scenario.recorded) {
        Composition composition(std::move(*plan), pieces_folder(), [&](const std::string& line) {
            fmt::print(call.json ? stderr : stdout, "{}\n", line);
        });
        const auto ended = composition.run();
        return conclude(call, data, ended, composition);
    }
    Show show(call, std::move(*plan));
    const auto ended = show.hold();
    return conclude(call, data, ended, show.rehearsal());
}

}  // namespace banc
