// SPDX-License-Identifier: EUPL-1.2
// `banc bench commission FILE BOARD`: what a board does with its contacts when its USB cable is
// pulled. No program can see that: a person pulls it, looks, and says so in his name.
#include <fmt/format.h>

#include <algorithm>

#include "bench/cli/bench_plan.h"
#include "bench/cli/commands.h"
#include "bench/cli/hold.h"
#include "bench/cli/person.h"
#include "bench/cli/places.h"
#include "bench/core/json.h"
#include "bench/inject/commissioning.h"
#include "bench/inject/line_switch.h"
#include "drivers/transport/open_board.h"
#include "drivers/transport/qt_loop.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kBackWithin = 30s;  // the kernel finds it in one or two
constexpr Nanos kTryAgain = 500ms;

Result<Loss> as_loss(const std::string& typed) {
    for (const auto* yes : {"yes", "oui", "o", "y"})
        if (typed == yes) return Loss::holds;
    for (const auto* no : {"no", "non", "n"})
        if (typed == no) return Loss::lets_go;
    return fail(Errc::invalid, text("« {} » : ni oui ni non", "\"{}\": neither yes nor no", typed));
}

// Cable out, cable in, with one line of the board in its fault position.
class Trial {
public:
    Trial(const Call& call, const BenchPlan& plan, const LineConfig& line)
        : lang_(call.lang),
          context_{loop_, plan.table, plan.virtual_dir},
          config_(*plan.bench.board(line.board)),
          line_(line),
          pull_(text("{} est en panne. Débrancher le câble USB de {}, puis Entrée.",
                     "{} is in fault. Unplug the USB cable of {}, then Enter.", line.name,
                     line.board)),
          switch_(loop_, plan.bench, boards_) {}

    Task<Result<Loss>> run() {
        auto opened = co_await open();
        if (!opened) co_return tl::unexpected<Error>(std::move(opened.error()));
        auto put_in = co_await switch_.set(line_.name, Position::fault);
        if (!put_in) co_return tl::unexpected<Error>(std::move(put_in.error()));
        auto pulled = co_await person_.ask(pull_.in(lang_));
        if (!pulled) co_return tl::unexpected<Error>(std::move(pulled.error()));
        auto away = co_await is_away();
        if (!away) co_return tl::unexpected<Error>(std::move(away.error()));
        auto said = co_await person_.ask(stayed_.in(lang_));
        if (!said) co_return tl::unexpected<Error>(std::move(said.error()));
        auto loss = as_loss(*said);
        if (!loss) co_return loss;
        auto plugged = co_await person_.ask(plug_.in(lang_));
        if (!plugged) co_return tl::unexpected<Error>(std::move(plugged.error()));
        boards_.clear();
        auto back = co_await come_back();
        if (!back) co_return tl::unexpected<Error>(std::move(back.error()));
        co_return loss;
    }

    Task<Result<Confirmed>> rest() {
        if (!boards_.contains(line_.board)) {
            auto opened = co_await open();
            if (!opened) co_return tl::unexpected<Error>(std::move(opened.error()));
        }
        auto rested = co_await switch_.release(line_.name);  // its board may be away by now
        co_return rested;
    }

private:
    Task<Result<void>> open() {
        auto opened = co_await open_board(context_, config_);
        if (!opened) co_return tl::unexpected<Error>(std::move(opened.error()));
        boards_.emplace(line_.board, std::move(*opened));
        co_return Result<void>{};
    }

    // A board that can't be asked is taken at the person's word.
    Task<Result<void>> is_away() {
        if (boards_.at(line_.board) == nullptr) co_return Result<void>{};
        auto& board = *boards_.at(line_.board);
        if (!board.readable()) co_return Result<void>{};
        const auto answered = co_await board.read();
        boards_.clear();
        if (!answered && answered.error().code == Errc::disconnected) co_return Result<void>{};
        if (!answered) co_return tl::unexpected<Error>(answered.error());
        co_return fail(Errc::refused,
                       text("{} répond encore : ce n'était pas son câble",
                            "{} still answers: that was not its cable", config_.name),
                       text("suivre le câble depuis la carte", "follow the cable from the board"));
    }

    // Identified and read anew.
    Task<Result<void>> come_back() {
        const Nanos until = loop_.now().since_boot + kBackWithin;
        for (;;) {
            auto opened = co_await open();
            if (opened || loop_.now().since_boot >= until) co_return opened;
            co_await pause(loop_, kTryAgain);
        }
    }

    Lang lang_;
    QtLoop loop_;
    BoardContext context_;
    Person person_{loop_};
    const BoardConfig& config_;
    const LineConfig& line_;
    Text pull_;
    Text stayed_{"La ligne est-elle restée en panne (voyant, contact, courant) ? oui/non",
                 "Did the line stay in fault (lamp, contact, supply)? yes/no"};
    Text plug_{"Rebrancher le câble, puis Entrée.", "Plug the cable in again, then Enter."};
    Boards boards_;  // after context_
    LineSwitch switch_;
};

Result<Loss> tried(const Call& call, const BenchPlan& plan, const BoardConfig& board) {
    const auto line = std::ranges::find_if(plan.bench.lines, [&](const LineConfig& one) {
        // Nobody limits its time here, and nothing rests it if this program dies.
        const bool may_stay = !one.max_on && !one.orphan.rest_at_once;
        return one.board == board.name && may_stay && line_to_switch(plan, one.name).has_value();
    });
    if (line == plan.bench.lines.end())
        return fail(Errc::refused,
                    text("aucune ligne de {} ne peut être mise en panne par un programme",
                         "no line of {} may be put to fault by a program", board.name),
                    text("essayer à la main, puis donner --holds-on-usb-loss",
                         "try it by hand, then give --holds-on-usb-loss"));
    Trial trial(call, plan, *line);
    const auto held = hold(trial.run(), [&] { return trial.rest(); });
    if (!held.rested) complain(call, not_at_rest());
    if (held.acted && !*held.acted) return tl::unexpected<Error>(held.acted->error());
    if (!held.rested) return tl::unexpected<Error>(held.rested.error());
    if (!held.acted) return fail(Errc::refused, text("arrêté", "stopped"));
    return *held.acted;
}

Result<Loss> seen_by_person(const Call& call, const BenchPlan& plan, const BoardConfig& board) {
    if (call.get("by").empty())
        return fail(Errc::invalid, {"--by manque", "--by is missing"},
                    {"donner le nom de qui regarde", "give the name of who looks"});
    if (call.has("holds-on-usb-loss")) return as_loss(call.get("holds-on-usb-loss"));
    return tried(call, plan, board);
}

}  // namespace

int command_bench_commission(const Call& call) {
    const auto plan = load_bench_plan(call);
    if (!plan) return complain(call, plan.error());
    const auto board = board_named(*plan, call.arguments[1]);
    if (!board) return complain(call, board.error());
    auto kept = Commissioning::open(commissioning_file(data_folder(call), plan->bench.name));
    if (!kept) return complain(call, kept.error());
    const auto loss = seen_by_person(call, *plan, **board);
    if (!loss) return complain(call, loss.error());
    const auto when = iso8601_utc(system_now().wall);
    const auto recorded = kept->record((*board)->name, {*loss, call.get("by"), when});
    if (!recorded) return complain(call, recorded.error());
    const bool holds = *loss == Loss::holds;
    if (call.json)
        fmt::print(
            "{}\n",
            Json{{"board", (*board)->name}, {"holds_on_usb_loss", holds}, {"when", when}}.dump());
    else if (call.lang == Lang::fr)
        fmt::print("{} : {}\n", (*board)->name,
                   holds ? "garde ses contacts sans USB ; en cas de perte, ses lignes sont mises "
                           "en quarantaine"
                         : "relâche ses contacts sans USB");
    else
        fmt::print("{}: {}\n", (*board)->name,
                   holds ? "holds its contacts without USB; when it is lost, its lines are "
                           "quarantined"
                         : "lets go of its contacts without USB");
    return kDone;
}

}  // namespace banc
