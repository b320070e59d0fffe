// SPDX-License-Identifier: EUPL-1.2
#include "bench/inject/board_return.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kLookEvery = 1s;

// Where a line whose board was away is not what the exam needs.
Text trouble(const LineConfig& line, const Settled& settled, Nanos absence) {
    if (settled.failed)
        return text("{} : n'a pas suivi au retour de la carte {}",
                    "{}: did not follow when board {} came back", line.name, line.board);
    switch (settled.act) {
        case RestartAct::nothing:
        case RestartAct::restore: break;
        case RestartAct::rest:
            return text("{} : au repos, la carte {} a manqué {} s",
                        "{}: at rest, board {} was away for {} s", line.name, line.board,
                        absence / 1s);
        case RestartAct::ask_person:
            return text("{} : à remettre en place par une personne, la carte {} a manqué",
                        "{}: a person has to put it right, board {} was away", line.name,
                        line.board);
        case RestartAct::quarantine:
            return text("{} : illisible au retour de la carte {}",
                        "{}: unreadable when board {} came back", line.name, line.board);
    }
    return {};
}

}  // namespace

BoardReturn::BoardReturn(Means means)
    : by_(std::move(means)), back_(by_.logbook, by_.lines, by_.config) {
    by_.lines.on_gone = [this](const std::string& board, const Error& why) {
        away_.insert_or_assign(board, Away{why, by_.loop.now().since_boot, false, {}, false});
        if (gone_) (*gone_)(Done{});
    };
}

Task<Error> BoardReturn::watch() {
    while (true) {
        Answer<Done> gone(by_.loop);
        gone_.emplace(gone.resolver());
        const auto again = by_.loop.after(kLookEvery, [r = gone.resolver()] { r(Done{}); });
        co_await gone;
        auto looked = co_await look();
        if (!looked) co_return looked.error();
    }
}

Task<Result<void>> BoardReturn::look() {
    for (const auto& config : by_.config.boards) {
        if (!away_.contains(config.name)) continue;
        auto looked = co_await look_for(config);
        if (!looked) co_return looked;
    }
    co_return Result<void>{};
}

Task<Result<void>> BoardReturn::look_for(BoardConfig config) {
    if (auto& away = away_.at(config.name); !away.told) {
        away.told = true;
        auto told = co_await gone(config.name, away.why.what);
        if (!told) co_return told;
    }
    if (!away_.at(config.name).back) {
        auto brought = co_await bring_back(config);
        if (!brought) co_return brought;
    }
    if (!away_.at(config.name).back) co_return Result<void>{};
    auto settled = co_await settle(config, away_.at(config.name).since);
    if (!settled) co_return settled;
    if (away_.at(config.name).back) away_.erase(config.name);  // else it went away again
    co_return settled;
}

Task<Result<void>> BoardReturn::bring_back(BoardConfig config) {
    auto board = co_await by_.open(config);
    if (!board && board.error().code == Errc::disconnected) co_return Result<void>{};
    if (!board) {
        auto said = co_await not_back(config.name, board.error().what);
        co_return said;
    }
    by_.lines.plug_in(std::move(*board));
    away_.at(config.name).back = true;
    Text nothing_more;
    auto told = co_await tell(config.name, "back", std::move(nothing_more));
    co_return told;
}

// Another board in its place, two that fit, nonsense: it stays away.
Task<Result<void>> BoardReturn::not_back(std::string board, Text why) {
    auto& away = away_.at(board);
    if (away.refused == why) co_return Result<void>{};
    away.refused = why;
    auto told = co_await tell(std::move(board), "not-back", std::move(why));
    co_return told;
}

Task<Result<void>> BoardReturn::settle(BoardConfig config, Nanos since) {
    for (const auto& line : by_.config.lines) {
        if (line.board != config.name) continue;
        const Nanos absence = by_.loop.now().since_boot - since;
        const bool held = !over_ && absence < line.orphan.hold;
        const LinePast past{Back::board, by_.lines.recorded(line.name),
                            held ? HoldTime::running : HoldTime::over};
        auto settled = co_await back_.settle(line.name, past);
        if (!settled) co_return tl::unexpected(settled.error());
        auto noted = co_await incident(line, std::move(*settled), since);
        if (!noted) co_return noted;
    }
    co_return Result<void>{};
}

// Once the exam is over, rest is what every line is wanted at.
Task<Result<void>> BoardReturn::incident(const LineConfig& line, Settled settled, Nanos since) {
    const Nanos now = by_.loop.now().since_boot;
    const Text what = trouble(line, settled, now - since);
    if (over_ || what == Text{}) co_return Result<void>{};
    Json body{{"what", {{"fr", what.fr}, {"en", what.en}}}};
    body["from_ns"] = since.count();
    body["to_ns"] = now.count();
    auto noted = co_await by_.logbook.append("incident", std::move(body));
    if (!noted) co_return tl::unexpected(noted.error());
    co_return Result<void>{};
}

// A board with a supply of its own keeps its contacts: nobody but a person at it can let them go.
Task<Result<void>> BoardReturn::gone(std::string board, Text why) {
    const auto loss = by_.known.known(board);
    Json body{{"board", std::move(board)}, {"state", "gone"}};
    body["detail"] = {{"fr", why.fr}, {"en", why.en}};
    if (loss) body["contacts"] = *loss == Loss::holds ? "quarantined" : "let-go";
    auto told = co_await write(std::move(body));
    co_return told;
}

Task<Result<void>> BoardReturn::tell(std::string board, std::string state, Text detail) {
    Json body{{"board", std::move(board)}, {"state", std::move(state)}};
    if (detail != Text{}) body["detail"] = {{"fr", detail.fr}, {"en", detail.en}};
    auto told = co_await write(std::move(body));
    co_return told;
}

Task<Result<void>> BoardReturn::write(Json body) {
    auto told = co_await by_.logbook.append("board", std::move(body));
    if (!told) co_return tl::unexpected(told.error());
    co_return Result<void>{};
}

}  // namespace banc
