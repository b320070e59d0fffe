// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/bench_plan.h"

#include <algorithm>

#include "bench/cli/library.h"
#include "bench/yaml/fields.h"

namespace banc {
namespace {

void check_models(const BenchPlan& plan, Errors& errors) {
    std::vector<std::string> known{std::string(kHubModel)};
    for (const auto& [section, product] : plan.table) known.push_back(section);
    for (const auto& board : plan.bench.boards)
        if (!is_hub(board) && !plan.table.contains(board.model))
            blame(errors, board.place,
                  text("modèle inconnu « {} »", "unknown model \"{}\"", board.model),
                  suggest(board.model, known));
}

void check_channels(const BenchPlan& plan, Errors& errors) {
    for (const auto& line : plan.bench.lines) {
        const auto* board = plan.bench.board(line.board);
        if (board == nullptr) continue;  // told by the reader
        const auto product = plan.table.find(board->model);
        if (product == plan.table.end() || line.channel <= product->second.facts.channels) continue;
        blame(errors, line.place,
              text("« {} » n'a que {} relais", "\"{}\" has only {} relays", board->model,
                   product->second.facts.channels));
    }
}

void check_sockets(const BenchPlan& plan, Errors& errors) {
    const auto check = [&](const auto& all) {
        for (const auto& one : all)
            if (!one.at.socket.empty() && plan.virtual_dir.empty())
                blame(errors, one.place,
                      text("« {} » est sur un banc virtuel", "\"{}\" is on a virtual bench",
                           one.name),
                      text("démarrer `banc virtual --dir DIR` et donner --virtual DIR",
                           "start `banc virtual --dir DIR` and give --virtual DIR"));
    };
    check(plan.bench.boards);
    check(plan.bench.consoles);
    check(plan.bench.agents);
    check(plan.bench.meters);
}

}  // namespace

Checked<BenchPlan> load_bench_plan(const Call& call) {
    auto table = shipped_boards();
    if (!table) return tl::unexpected<Errors>(table.error());
    auto bench = read_bench(call.arguments[0]);
    if (!bench) return tl::unexpected<Errors>(bench.error());
    BenchPlan plan{std::move(*table), std::move(*bench), call.get("virtual")};
    Errors errors;
    check_models(plan, errors);
    check_channels(plan, errors);
    check_sockets(plan, errors);
    if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
    return plan;
}

Result<const BoardConfig*> board_named(const BenchPlan& plan, const std::string& name) {
    const auto* found = plan.bench.board(name);
    if (found != nullptr) return found;
    std::string known;
    for (const auto& board : plan.bench.boards) known += (known.empty() ? "" : ", ") + board.name;
    return fail(Errc::invalid, text("carte inconnue « {} »", "unknown board \"{}\"", name),
                text("cartes de ce banc : {}", "boards of this bench: {}", known));
}

Result<const LineConfig*> line_to_switch(const BenchPlan& plan, const std::string& name) {
    const auto* line = plan.bench.line(name);
    if (line == nullptr) {
        std::string known;
        for (const auto& one : plan.bench.lines) known += (known.empty() ? "" : ", ") + one.name;
        return fail(Errc::invalid, text("ligne inconnue « {} »", "unknown line \"{}\"", name),
                    text("lignes de ce banc : {}", "lines of this bench: {}", known));
    }
    if (line->energises)
        return fail(Errc::refused,
                    text("{} alimente un PC ou presse son bouton : pas d'essai automatique",
                         "{} powers a PC or presses its button: not exercised by a program", name),
                    text("la manœuvrer à la main, devant le PC", "work it by hand, at the PC"));
    if (line->voltage != "TBTS")
        return fail(Errc::refused, text("{} : tension « {} », au-dessus de la TBTS",
                                        "{}: voltage \"{}\", above TBTS", name, line->voltage));
    return line;
}

}  // namespace banc
