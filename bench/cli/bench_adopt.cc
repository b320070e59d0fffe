// SPDX-License-Identifier: EUPL-1.2
// `banc bench adopt FILE BOARD`: what a board remembers by itself is set for the bench, once: its
// power-on state to rest (YKUSH3), its own timers cleared (SiS-PM). A person decides it, because it
// is written into the board.
#include <fmt/format.h>

#include "bench/cli/bench_plan.h"
#include "bench/cli/commands.h"
#include "bench/cli/run_task.h"
#include "bench/core/json.h"
#include "drivers/transport/open_board.h"
#include "drivers/transport/qt_loop.h"

namespace banc {
namespace {

Task<Result<void>> adopt(BoardContext& context, BoardConfig config) {
    auto board = co_await open_board(context, std::move(config));
    if (!board) co_return tl::unexpected<Error>(std::move(board.error()));
    auto adopted = co_await (*board)->adopt();
    co_return adopted;
}

}  // namespace

int command_bench_adopt(const Call& call) {
    const auto plan = load_bench_plan(call);
    if (!plan) return complain(call, plan.error());
    const auto board = board_named(*plan, call.arguments[1]);
    if (!board) return complain(call, board.error());
    const bool remembers =
        !is_hub(**board) && plan->table.at((*board)->model).protocol->adopt != nullptr;
    if (remembers) {
        QtLoop loop;
        BoardContext context{loop, plan->table, plan->virtual_dir};
        const auto adopted = run_task(adopt(context, **board));
        if (!adopted) return complain(call, adopted.error());
    }
    const bool french = call.lang == Lang::fr;
    if (call.json)
        fmt::print("{}\n", Json{{"board", (*board)->name}, {"written", remembers}}.dump());
    else if (remembers)
        fmt::print("{} : {}\n", (*board)->name,
                   french ? "réglages de mise sous tension et minuteries écrits dans la carte"
                          : "power-on state and timers written into the board");
    else
        fmt::print("{} : {}\n", (*board)->name,
                   french ? "cette carte ne retient rien, il n'y avait rien à écrire"
                          : "this board remembers nothing, there was nothing to write");
    return kDone;
}

}  // namespace banc
